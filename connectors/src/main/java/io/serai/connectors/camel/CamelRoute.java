package io.serai.connectors.camel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route that stands in a definition. It is made a Kamelet, so there is one way for settings to come into a route.
 *
 * @param name of the Kamelet; another text is another Kamelet, so a route can be changed while the hub runs
 * @param text the Kamelet as Camel reads it
 */
record CamelRoute(String name, String text) {
    /** Where messages of a source end, and where those of a destination begin. */
    private static final String SINK = "kamelet:sink";

    private static final String SOURCE = "kamelet:source";

    /** Names that Camel takes out of a Kamelet's address for itself. */
    private static final List<String> TAKEN = List.of("block", "location", "timeout", "uuid");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}");

    /** Records what is wrong with a route and its settings. */
    static void check(Node route, List<Setting> settings) {
        Set<String> texts = new LinkedHashSet<>();
        collect(route, texts);
        Set<String> known = new HashSet<>();
        settings.forEach(setting -> known.add(setting.name()));
        for (String text : texts) {
            Matcher placeholder = PLACEHOLDER.matcher(text);
            while (placeholder.find()) {
                if (!known.contains(placeholder.group(1))) {
                    route.problem(
                            "no setting is called '" + placeholder.group(1) + "'.",
                            "Add it to 'settings', or correct the name; what is secret comes from the options, too.");
                }
            }
        }
        for (String name : TAKEN) {
            if (known.contains(name)) {
                route.problem("Camel keeps the name '" + name + "' for itself.", "Call the setting something else.");
            }
        }
        if (!begins(route) && !texts.contains(SINK)) {
            route.problem(
                    "its messages reach nobody.",
                    "End it with 'to: " + SINK + "', which is the hub; or begin it with 'uri: " + SOURCE
                            + "' for a destination.");
        }
    }

    private static void collect(Node node, Set<String> texts) {
        if (node.isMapping()) {
            node.entries().values().forEach(value -> collect(value, texts));
        } else if (node.isSequence()) {
            node.items().forEach(item -> collect(item, texts));
        } else if (node.isScalar()) {
            texts.add(node.text());
        }
    }

    /** Whether it begins where the hub sends to. */
    private static boolean begins(Node route) {
        return route.require("from")
                .get("uri")
                .filter(Node::isScalar)
                .filter(uri -> uri.text().equals(SOURCE))
                .isPresent();
    }

    static CamelRoute of(String connector, Node route, List<Setting> settings) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        ObjectNode definition = spec.putObject("definition");
        ArrayNode required = definition.putArray("required");
        ObjectNode properties = definition.putObject("properties");
        for (Setting setting : settings) {
            ObjectNode property = properties.putObject(setting.name()).put("description", setting.doc());
            setting.fallback().ifPresent(value -> property.put("default", value));
            if (setting.type() == Setting.Type.SECRET) {
                property.put("format", "password");
            }
            if (setting.required()) {
                required.add(setting.name());
            }
        }
        spec.set("template", route.toJson());
        String name = connector + "-" + digest(spec.toString());
        ObjectNode kamelet = JsonNodeFactory.instance.objectNode();
        kamelet.putObject("metadata")
                .put("name", name)
                .putObject("labels")
                .put(Kamelet.TYPE, begins(route) ? "sink" : "source");
        kamelet.set("spec", spec);
        return new CamelRoute(name, Document.yaml(kamelet));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Kamelet kamelet() {
        return Document.parse(name, text, new Problems())
                .flatMap(root -> Kamelet.read(name, root))
                .orElseThrow(() -> new IllegalStateException("what was written as a Kamelet is none: " + name));
    }
}
