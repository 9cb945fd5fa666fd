package io.serai.config;

import io.serai.connector.Connectors;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.util.Collection;
import java.util.List;

/**
 * What a configuration may name but this module does not know: the connectors and the kinds of source that are
 * installed. Thread-safe.
 */
public interface Extensions {
    /** The kinds of source there are. */
    List<SourceKind> sourceKinds();

    /** What is wrong with the installation itself, such as a plugin that cannot be loaded; files are not to blame. */
    default List<Problem> problems() {
        return List.of();
    }

    /** What a {@code connector:} file may hold. */
    ObjectShape connectorShape();

    /** The installed connectors and those of the user's own files, which go first; problems are recorded. */
    Connectors connectors(Collection<Node> files, Problems problems);
}
