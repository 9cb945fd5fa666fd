package io.serai.document;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

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
            Node root = new Node(file, "", documents.next(), problems);
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
            problems.add(new Problem(file, line, "", "not valid YAML: " + oneLine(e.getProblem()) + ".", ""));
        } catch (YamlEngineException e) {
            problems.add(
                    new Problem(file, 1, "", "not valid YAML: " + oneLine(String.valueOf(e.getMessage())) + ".", ""));
        } catch (StackOverflowError e) {
            problems.add(new Problem(file, 1, "", "the YAML is nested too deeply.", "Flatten it."));
        }
        return Optional.empty();
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
