package io.serai.connectors.camel;

import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kamelet: a Camel route made by others, with a schema of its settings. Described at
 * https://camel.apache.org/camel-kamelets/ ; read from the catalogue on the class path or from a folder of the user's
 * own.
 *
 * @param isSource whether records come from it; otherwise they go to it
 * @param parameters the settings that are used as parameters of endpoints and nowhere else: Camel would take characters
 *     in them that mean something in an address as if they stood in one
 * @param components the Camel artifacts it needs, such as camel-aws2-sqs
 */
record Kamelet(String name, boolean isSource, List<Setting> settings, Set<String> parameters, List<String> components) {
    private static final String NAME = "[a-z0-9][a-z0-9-]*";
    /** A setting in a template; a question mark says that it may be absent. */
    private static final Pattern USE = Pattern.compile("\\{\\{\\??([A-Za-z0-9_.-]+)}}");
    /** The label that says whether it is a source or a sink. */
    static final String TYPE = "camel.apache.org/kamelet.type";

    /** What its dependencies on Camel's own components begin with. */
    private static final String CAMEL = "camel:";

    Kamelet {
        settings = List.copyOf(settings);
        parameters = Set.copyOf(parameters);
        components = List.copyOf(components);
    }

    /**
     * Finds one.
     *
     * @param folder of the user's own, which go before those of the catalogue; it may be absent
     * @return empty if there is none of the name, or it is neither a source nor a sink
     * @throws IOException if it cannot be read
     */
    static Optional<Kamelet> find(String name, Path folder) throws IOException {
        if (!name.matches(NAME)) {
            return Optional.empty();
        }
        String file = name + ".kamelet.yaml";
        Path own = folder.resolve(file);
        try (InputStream yaml = Files.exists(own)
                ? Files.newInputStream(own)
                : Kamelet.class.getResourceAsStream("/kamelets/" + file)) {
            if (yaml == null) {
                return Optional.empty();
            }
            Problems problems = new Problems();
            String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            Node root = Document.parse(file, text, problems)
                    .orElseThrow(() -> new IOException(problems.list().toString()));
            return read(name, root);
        }
    }

    /** Empty if it is neither a source nor a sink. */
    static Optional<Kamelet> read(String name, Node root) {
        String type = at(root, "metadata", "labels", TYPE).map(Node::text).orElse("");
        if (!type.equals("source") && !type.equals("sink")) {
            return Optional.empty();
        }
        Set<String> required = Set.copyOf(texts(at(root, "spec", "definition", "required")));
        List<Setting> settings = new ArrayList<>();
        at(root, "spec", "definition", "properties")
                .map(Node::entries)
                .orElse(Map.of())
                .forEach((key, schema) -> settings.add(setting(key, schema, required.contains(key))));
        List<String> components = texts(at(root, "spec", "dependencies")).stream()
                .filter(dependency -> dependency.startsWith(CAMEL))
                .map(dependency -> "camel-" + dependency.substring(CAMEL.length()))
                .toList();
        Set<String> parameters = new HashSet<>();
        Set<String> elsewhere = new HashSet<>();
        at(root, "spec", "template").ifPresent(template -> uses(template, false, parameters, elsewhere));
        parameters.removeAll(elsewhere);
        return Optional.of(new Kamelet(name, type.equals("source"), settings, parameters, components));
    }

    /**
     * Sorts the settings that a template uses by where they stand.
     *
     * @param areParameters whether this node's entries are parameters of an endpoint
     */
    private static void uses(Node node, boolean areParameters, Set<String> parameters, Set<String> elsewhere) {
        if (node.isMapping()) {
            node.entries().forEach((key, value) -> {
                if (value.isScalar()) {
                    uses(value.text(), areParameters, parameters, elsewhere);
                } else {
                    uses(value, key.equals("parameters"), parameters, elsewhere);
                }
            });
        } else if (node.isSequence()) {
            node.items().forEach(item -> uses(item, false, parameters, elsewhere));
        } else if (node.isScalar()) {
            uses(node.text(), false, parameters, elsewhere);
        }
    }

    private static void uses(String text, boolean isParameter, Set<String> parameters, Set<String> elsewhere) {
        Matcher use = USE.matcher(text);
        while (use.find()) {
            boolean whole = use.start() == 0 && use.end() == text.length();
            (isParameter && whole ? parameters : elsewhere).add(use.group(1));
        }
    }

    private static Optional<Node> at(Node root, String... path) {
        Optional<Node> at = Optional.of(root);
        for (String key : path) {
            at = at.filter(Node::isMapping).flatMap(node -> node.get(key));
        }
        return at;
    }

    private static List<String> texts(Optional<Node> list) {
        return list.map(node -> node.items().stream().map(Node::text).toList()).orElse(List.of());
    }

    private static Setting setting(String name, Node schema, boolean required) {
        boolean secret = schema.text("format").filter("password"::equals).isPresent();
        return new Setting(
                name,
                schema.text("description").or(() -> schema.text("title")).orElse(name),
                secret ? Setting.Type.SECRET : type(schema.text("type").orElse("")),
                required,
                texts(schema.get("enum")),
                schema.text("default"));
    }

    private static Setting.Type type(String word) {
        return switch (word) {
            case "integer" -> Setting.Type.WHOLE;
            case "number" -> Setting.Type.DECIMAL;
            case "boolean" -> Setting.Type.BOOL;
            default -> Setting.Type.TEXT;
        };
    }

    /** Those of its components that are not installed: every Camel jar says its name in its Maven description. */
    List<String> missing() {
        return components.stream()
                .filter(component -> !component.equals("camel-core"))
                .filter(component ->
                        Kamelet.class.getResource("/META-INF/maven/org.apache.camel/" + component + "/pom.properties")
                                == null)
                .toList();
    }
}
