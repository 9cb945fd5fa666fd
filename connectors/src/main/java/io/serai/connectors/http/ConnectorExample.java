package io.serai.connectors.http;

import io.serai.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A destination file as an example, from a definition: what must be given, and what has an example. */
final class ConnectorExample {
    private ConnectorExample() {}

    /** @param root a definition that {@link HttpConnectorReader#SHAPE} accepts, with operations */
    static String of(Node root) {
        String connector = root.require("connector").text();
        StringBuilder example = new StringBuilder();
        example.append("destination: my-").append(connector).append('\n');
        example.append("connector: ").append(connector).append('\n');
        append(example, "options", connector, settings(root, "settings"));
        append(example, "audience", connector, settings(root, "audience"));
        return example.toString();
    }

    private static Map<String, Node> settings(Node root, String key) {
        return root.get(key).map(Node::entries).orElse(Map.of());
    }

    private static void append(StringBuilder example, String key, String connector, Map<String, Node> settings) {
        List<String> given = new ArrayList<>();
        settings.forEach((name, setting) -> {
            if (setting.bool("required", false) || setting.get("example").isPresent()) {
                given.add(name + ": " + value(connector, name, setting));
            }
        });
        if (!given.isEmpty()) {
            example.append(key).append(": { ").append(String.join(", ", given)).append(" }\n");
        }
    }

    private static String value(String connector, String name, Node setting) {
        if (setting.bool("secret", false)) {
            String variable = (connector + "_" + name).toUpperCase(Locale.ROOT).replace('-', '_');
            return "\"{{env:" + variable + "}}\"";
        }
        boolean whole = setting.text("type").filter("whole"::equals).isPresent();
        String example = setting.text("example").orElse(whole ? "1" : "my-" + name.replace('_', '-'));
        return whole ? example : "\"" + example + "\"";
    }
}
