package io.serai.connectors;

import io.serai.config.Extensions;
import io.serai.connector.Connector;
import io.serai.connector.Connectors;
import io.serai.connectors.fixture.FixtureReader;
import io.serai.connectors.http.HttpConnectorReader;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The connectors and source kinds of this installation: those that ship, found by {@link ServiceLoader}, and those of
 * plugins.
 */
public final class Installed implements Extensions {
    private final List<SourceKind> sourceKinds;
    private final Plugins plugins;

    /** What ships, and no plugins. */
    public Installed() {
        this(Plugins.NONE);
    }

    private Installed(Plugins plugins) {
        this.plugins = plugins;
        List<SourceKind> kinds = new ArrayList<>();
        ServiceLoader.load(SourceKind.class, Installed.class.getClassLoader()).forEach(kinds::add);
        kinds.addAll(plugins.sourceKinds());
        this.sourceKinds = List.copyOf(kinds);
    }

    /**
     * With the jars in the folder {@code plugins} beside a configuration's folder, which may be absent. Jars are found
     * once: one that is added later counts after the next start.
     */
    public static Installed beside(Path config) {
        return new Installed(Plugins.load(config.toAbsolutePath().normalize().resolveSibling("plugins")));
    }

    @Override
    public List<Problem> problems() {
        return plugins.problems();
    }

    @Override
    public ObjectShape connectorShape() {
        return HttpConnectorReader.SHAPE;
    }

    @Override
    public ObjectShape fixturesShape() {
        return FixtureReader.SHAPE;
    }

    @Override
    public Found find(Collection<Node> files, Problems problems) {
        Found shipped = ShippedConnectors.find(List.of(), problems);
        List<Connector> connectors = new ArrayList<>(shipped.connectors().all());
        connectors.addAll(plugins.connectors());
        Map<String, SourceKind> kinds = new LinkedHashMap<>();
        sourceKinds.forEach(kind -> kinds.put(kind.name(), kind));
        shipped.sourceKinds().forEach(kind -> kinds.put(kind.name(), kind));
        for (Node file : files) {
            HttpConnectorReader.Sides sides = HttpConnectorReader.read(file, problems);
            sides.connector().ifPresent(connectors::add);
            sides.sourceKind().ifPresent(kind -> kinds.put(kind.name(), kind));
        }
        return new Found(new Connectors(connectors), List.copyOf(kinds.values()));
    }
}
