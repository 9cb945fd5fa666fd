package io.serai.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads one YAML 1.2 document into {@link Node}s. Safe on hostile text: no tags are built into objects, aliases,
 * nesting and size are bounded, duplicate keys are refused.
 */
public final class Document {
    /** Longest file read, in characters. */
    static final int MAX_CHARACTERS = 2_000_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(20)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();

    private static final String CURE = "Mend it from this line on; look at indentation, quotes and brackets.";

    private Document() {}

    /**
     * The document's root mapping.
     *
     * @param file the name problems are reported under
     * @return empty when the text is no single YAML mapping; the problem has then been recorded
     */
    public static Optional<Node> parse(String file, String yaml, Problems problems) {
        try {
            Iterator<org.snakeyaml.engine.v2.nodes.Node> documents =
                    new Compose(SETTINGS).composeAllFromString(yaml).iterator();
            if (!documents.hasNext()) {
                problems.add(new Problem(file, 1, "", "the file is empty.", "Write a definition or delete the file."));
                return Optional.empty();
            }
            org.snakeyaml.engine.v2.nodes.Node first = documents.next();
            int before = problems.count();
            new Walk(file, problems).check(first);
            if (problems.count() != before) {
                return Optional.empty();
            }
            Node root = new Node(file, "", first, problems);
            if (!root.isMapping()) {
                root.problem("the file is not a YAML mapping.", "Begin with a key, such as 'segment: vip'.");
                return Optional.empty();
            }
            if (documents.hasNext()) {
                root.problem("the file holds more than one document.", "Put each definition in a file of its own.");
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(new Problem(file, line, "", "not valid YAML: " + oneLine(e.getProblem()) + ".", CURE));
        } catch (YamlEngineException e) {
            problems.add(
                    new Problem(file, 1, "", "not valid YAML: " + oneLine(String.valueOf(e.getMessage())) + ".", CURE));
        } catch (StackOverflowError e) {
            problems.add(new Problem(file, 1, "", "the YAML is nested too deeply.", "Flatten it."));
        }
        return Optional.empty();
    }

    /** The YAML of a JSON value, in blocks. A number that is not whole becomes text, which keeps all its digits. */
    public static String yaml(JsonNode json) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(120)
                .build();
        return new Dump(settings).dumpToString(plain(json));
    }

    private static @Nullable Object plain(JsonNode json) {
        if (json.isObject()) {
            Map<String, Object> entries = new LinkedHashMap<>();
            json.fields().forEachRemaining(entry -> entries.put(entry.getKey(), plain(entry.getValue())));
            return entries;
        }
        if (json.isArray()) {
            List<Object> items = new ArrayList<>();
            json.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (json.isNull()) {
            return null;
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        return json.isIntegralNumber() && json.canConvertToLong() ? (Object) json.longValue() : json.asText();
    }

    /**
     * Refuses repeated keys and values that hold themselves: the parser leaves both to whoever builds objects, and
     * nobody does here. Aliases make the tree a graph, so each node is looked at once.
     */
    private record Walk(
            String file,
            Problems problems,
            Set<org.snakeyaml.engine.v2.nodes.Node> above,
            Set<org.snakeyaml.engine.v2.nodes.Node> done) {
        Walk(String file, Problems problems) {
            this(
                    file,
                    problems,
                    Collections.newSetFromMap(new IdentityHashMap<>()),
                    Collections.newSetFromMap(new IdentityHashMap<>()));
        }

        void check(org.snakeyaml.engine.v2.nodes.Node node) {
            if (above.contains(node)) {
                problem(node, "this value holds itself.", "Write it out where it is meant.");
            } else if (done.add(node)) {
                above.add(node);
                if (node instanceof SequenceNode sequence) {
                    sequence.getValue().forEach(this::check);
                } else if (node instanceof MappingNode mapping) {
                    check(mapping);
                }
                above.remove(node);
            }
        }

        private void check(MappingNode mapping) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key && !keys.add(key.getValue())) {
                    problem(key, "the key '" + key.getValue() + "' is there twice.", "Keep one of the two.");
                }
                check(tuple.getValueNode());
            }
        }

        private void problem(org.snakeyaml.engine.v2.nodes.Node node, String message, String cure) {
            int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(new Problem(file, line, "", message, cure));
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    static Optional<Long> wholeOf(String text) {
        try {
            return Optional.of(Long.parseLong(text.replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<BigDecimal> decimalOf(String text) {
        try {
            return Optional.of(new BigDecimal(text.replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
