package io.serai.config;

import io.serai.connector.Connectors;
import io.serai.document.Node;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.source.SourceKind;
import java.util.Collection;
import java.util.List;

/**
 * What a configuration may name but this module does not know: the connectors and the kinds of source that are
 * installed. Thread-safe.
 */
public interface Extensions {
    /** What is wrong with the installation itself, such as a plugin that cannot be loaded; files are not to blame. */
    default List<Problem> problems() {
        return List.of();
    }

    /** What a {@code connector:} file may hold. */
    Shape connectorShape();

    /** What a {@code fixtures:} file may hold; a hub only looks at its form. */
    Shape fixturesShape();

    /** What is installed and what the user's own files make, which goes first; problems are recorded. */
    Found find(Collection<Node> files, Problems problems);

    /**
     * What a configuration may name.
     *
     * @param connectors for destinations
     * @param sourceKinds for sources
     */
    record Found(Connectors connectors, List<SourceKind> sourceKinds) {
        public Found {
            sourceKinds = List.copyOf(sourceKinds);
        }
    }
}
