package io.serai.connectors;

import io.serai.config.Extensions;
import io.serai.connector.Connector;
import io.serai.connector.Connectors;
import io.serai.connectors.http.HttpConnectorReader;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    public List<SourceKind> sourceKinds() {
        return sourceKinds;
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
    public Connectors connectors(Collection<Node> files, Problems problems) {
        Connectors shipped = ShippedConnectors.load(List.of(), problems);
        List<Connector> all = new ArrayList<>();
        shipped.names().forEach(name -> shipped.find(name).ifPresent(all::add));
        all.addAll(plugins.connectors());
        files.forEach(file -> HttpConnectorReader.read(file, problems).ifPresent(all::add));
        return new Connectors(all);
    }
}
