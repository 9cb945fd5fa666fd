package io.serai.connectors.camel;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code connector:} files that name a Kamelet or an endpoint of Camel, or hold a route. */
public final class CamelReader {
    /** The key that tells a connector that is a Kamelet. */
    public static final String KAMELET = "kamelet";
    /** The key that tells a connector that is an endpoint. */
    public static final String ENDPOINT = "endpoint";
    /** The key that tells a connector that is a route. */
    public static final String ROUTE = "route";

    private static final ObjectShape SETTING = Shape.object("a setting")
            .optional("secret", Shape.bool(), "Masked everywhere and given as a reference.")
            .optional("required", Shape.bool(), "Whether it must be given.")
            .optional("default", Shape.text(), "Its value where none is given.")
            .required("doc", Shape.text(), "A sentence for the reference page.")
            .build();

    private static final ObjectShape ADDRESSES = Shape.object("an endpoint's addresses")
            .optional("from", Shape.text(), "The address that records are consumed from: makes it a source.")
            .optional("to", Shape.text(), "The address that members are sent to: makes it a destination.")
            .build();

    private static final Shape SETTINGS = Shape.mapOf(Shape.name(), SETTING);
    private static final String SETTINGS_DOC = "What the options may hold.";

    private static final ObjectShape STEPS = Shape.object("a route of Camel's")
            .required(
                    "from",
                    Shape.any(),
                    "As Camel's YAML has it, with {{name}} where a setting goes. It ends at kamelet:sink, which is the"
                            + " hub, and makes a source; or begins at kamelet:source, and makes a destination.")
            .build();

    /** The shape of a file with {@code kamelet}. */
    public static final ObjectShape KAMELET_SHAPE = Shape.object("a connector that is a Kamelet")
            .required("connector", Shape.name(), "The connector's name.")
            .required(
                    KAMELET,
                    Shape.text(),
                    "A source or sink of Camel's catalogue, or of the folder 'kamelets' beside the configuration. Its"
                            + " properties are the options.")
            .build();

    /** The shape of a file with {@code endpoint}. */
    public static final ObjectShape ENDPOINT_SHAPE = Shape.object("a connector that is an endpoint")
            .required("connector", Shape.name(), "The connector's name.")
            .required(ENDPOINT, ADDRESSES, "Addresses of Camel endpoints, with ${name} where a setting goes.")
            .optional("settings", SETTINGS, SETTINGS_DOC)
            .build();

    /** The shape of a file with {@code route}. */
    public static final ObjectShape ROUTE_SHAPE = Shape.object("a connector that is a route")
            .required("connector", Shape.name(), "The connector's name.")
            .required(ROUTE, STEPS, "A route that is yours.")
            .optional("settings", SETTINGS, SETTINGS_DOC)
            .build();

    /** By the key that tells them apart. */
    public static final Map<String, ObjectShape> SHAPES = shapes();

    private static Map<String, ObjectShape> shapes() {
        Map<String, ObjectShape> shapes = new LinkedHashMap<>();
        shapes.put(KAMELET, KAMELET_SHAPE);
        shapes.put(ENDPOINT, ENDPOINT_SHAPE);
        shapes.put(ROUTE, ROUTE_SHAPE);
        return Collections.unmodifiableMap(shapes);
    }

    private final Path kamelets;
    private final RouteJudge judge;

    /**
     * @param kamelets the folder of the user's own Kamelets; it may be absent
     * @param judge of routes
     */
    public CamelReader(Path kamelets, RouteJudge judge) {
        this.kamelets = kamelets;
        this.judge = judge;
    }

    /** Whether a file is such a connector. */
    public static boolean reads(Node root) {
        return keyOf(root).isPresent();
    }

    private static Optional<String> keyOf(Node root) {
        return SHAPES.keySet().stream().filter(key -> root.get(key).isPresent()).findFirst();
    }

    /** Empty if the file has problems; they have then been recorded. */
    public Optional<CamelDefinition> read(Node root, Problems problems) {
        return keyOf(root)
                .filter(key -> Objects.requireNonNull(SHAPES.get(key)).accepts(root))
                .flatMap(key -> read(key, root.require("connector").text(), root, problems));
    }

    private Optional<CamelDefinition> read(String key, String name, Node root, Problems problems) {
        return switch (key) {
            case KAMELET -> kamelet(name, root.require(KAMELET));
            case ENDPOINT -> endpoint(name, root, problems);
            default -> route(name, root, problems);
        };
    }

    private Optional<CamelDefinition> kamelet(String name, Node node) {
        Optional<Kamelet> found;
        try {
            found = Kamelet.find(node.text(), kamelets);
        } catch (IOException e) {
            node.problem("the Kamelet cannot be read.", "Look at it: it must be YAML as Camel describes it.");
            return Optional.empty();
        }
        if (found.isEmpty()) {
            node.problem(
                    "there is no source or sink '" + node.text() + "'.",
                    "Take a name from https://camel.apache.org/camel-kamelets/4.18.x/, or put the file " + node.text()
                            + ".kamelet.yaml into the folder " + kamelets + ".");
            return Optional.empty();
        }
        Kamelet kamelet = found.get();
        List<String> missing = kamelet.missing();
        if (!missing.isEmpty()) {
            node.problem(
                    "it needs " + String.join(" and ", missing) + ", which is not installed.",
                    "Run './serai add " + String.join(" ", missing) + "'.");
            return Optional.empty();
        }
        return Optional.of(CamelDefinition.of(name, kamelet, Optional.empty()));
    }

    private Optional<CamelDefinition> route(String name, Node root, Problems problems) {
        int before = problems.count();
        List<Setting> settings = settings(root);
        Node node = root.require(ROUTE);
        CamelRoute.check(node, settings);
        if (problems.count() != before) {
            return Optional.empty();
        }
        CamelRoute route = CamelRoute.of(name, node, settings);
        Optional<String> problem = judge.problem(route.text());
        if (problem.isPresent()) {
            node.problem(
                    "Camel cannot read it: " + problem.get() + ".",
                    "Write steps as https://camel.apache.org/components/4.18.x/others/yaml-dsl.html has them.");
            return Optional.empty();
        }
        return Optional.of(CamelDefinition.of(name, route.kamelet(), Optional.of(route)));
    }

    private static List<Setting> settings(Node root) {
        List<Setting> settings = new ArrayList<>();
        root.get("settings")
                .map(Node::entries)
                .orElse(Map.of())
                .forEach((key, node) -> settings.add(setting(key, node)));
        return settings;
    }

    private static Optional<CamelDefinition> endpoint(String name, Node root, Problems problems) {
        int before = problems.count();
        List<Setting> settings = settings(root);
        Node addresses = root.require(ENDPOINT);
        if (addresses.entries().isEmpty()) {
            addresses.problem("the connector does nothing.", "Add 'from' for sources or 'to' for destinations.");
        }
        Stream.of("from", "to").forEach(key -> addresses.get(key).ifPresent(node -> check(node, settings)));
        if (problems.count() != before) {
            return Optional.empty();
        }
        return Optional.of(new CamelDefinition(
                name,
                settings,
                addresses.text("from").map(text -> new Uri.Written(text, settings)),
                addresses.text("to").map(text -> new Uri.Written(text, settings)),
                Optional.empty()));
    }

    private static Setting setting(String name, Node node) {
        boolean required = node.bool("required", false);
        Optional<String> fallback = node.text("default");
        if (!required && fallback.isEmpty()) {
            node.problem(
                    "the setting '" + name + "' may end up without a value.", "Add 'required: true' or a default.");
        }
        Setting.Type type = node.bool("secret", false) ? Setting.Type.SECRET : Setting.Type.TEXT;
        return new Setting(name, node.require("doc").text(), type, required, List.of(), fallback);
    }

    private static void check(Node node, List<Setting> settings) {
        List<String> known = settings.stream().map(Setting::name).toList();
        if (!node.text().matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
            node.problem("this is no address of an endpoint.", "Write one such as jms:queue:orders.");
        }
        for (String name : Uri.Written.references(node.text())) {
            if (!known.contains(name)) {
                node.problem("no setting is called '" + name + "'.", "Add it to 'settings', or correct the name.");
            }
        }
    }
}
