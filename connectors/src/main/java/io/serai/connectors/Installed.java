package io.serai.connectors;

import io.serai.config.Extensions;
import io.serai.connector.Connector;
import io.serai.connector.Connectors;
import io.serai.connectors.camel.CamelDefinition;
import io.serai.connectors.camel.CamelReader;
import io.serai.connectors.camel.RouteJudge;
import io.serai.connectors.fixture.FixtureReader;
import io.serai.connectors.http.HttpConnectorReader;
import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.source.SourceKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The connectors and source kinds of this installation: those that ship, found by {@link ServiceLoader}, and those of
 * plugins.
 */
public final class Installed implements Extensions {
    private final List<SourceKind> sourceKinds;
    private static final Shape DEFINITION = Shape.byFirstKey("a connector", definitions());

    private final Plugins plugins;
    private final CamelReader camel;

    /** What ships, and no plugins. */
    public Installed() {
        this(Plugins.NONE, new CamelReader(Path.of("kamelets"), RouteJudge.NONE));
    }

    private Installed(Plugins plugins, CamelReader camel) {
        this.plugins = plugins;
        this.camel = camel;
        List<SourceKind> kinds = new ArrayList<>();
        ServiceLoader.load(SourceKind.class, Installed.class.getClassLoader()).forEach(kinds::add);
        kinds.addAll(plugins.sourceKinds());
        this.sourceKinds = List.copyOf(kinds);
    }

    /**
     * With the jars in the folder {@code plugins} beside a configuration's folder, which may be absent. Jars are found
     * once: one that is added later counts after the next start.
     *
     * @param judge of the routes that stand in definitions
     */
    public static Installed beside(Path config, RouteJudge judge) {
        return new Installed(
                Plugins.load(config.toAbsolutePath().normalize().resolveSibling("plugins")),
                new CamelReader(kamelets(config), judge));
    }

    /** The folder of the user's own Kamelets, beside a configuration's folder. */
    public static Path kamelets(Path config) {
        return config.toAbsolutePath().normalize().resolveSibling("kamelets");
    }

    @Override
    public List<Problem> problems() {
        return plugins.problems();
    }

    @Override
    public Shape connectorShape() {
        return DEFINITION;
    }

    /** By the key that tells them apart. */
    private static Map<String, ObjectShape> definitions() {
        Map<String, ObjectShape> all = new LinkedHashMap<>();
        all.put("base_url", HttpConnectorReader.SHAPE);
        all.putAll(CamelReader.SHAPES);
        return all;
    }

    @Override
    public Shape fixturesShape() {
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
            Optional<Connector> connector;
            Optional<SourceKind> kind;
            if (CamelReader.reads(file)) {
                Optional<CamelDefinition> definition = camel.read(file, problems);
                connector = definition.flatMap(CamelDefinition::connector);
                kind = definition.flatMap(CamelDefinition::sourceKind);
            } else {
                HttpConnectorReader.Sides sides = HttpConnectorReader.read(file, problems);
                connector = sides.connector();
                kind = sides.sourceKind();
            }
            connector.ifPresent(connectors::add);
            kind.ifPresent(found -> kinds.put(found.name(), found));
        }
        return new Found(new Connectors(connectors), List.copyOf(kinds.values()));
    }
}
