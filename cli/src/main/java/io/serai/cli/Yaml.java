package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** Writes JSON as block YAML: every scalar that is not plainly a word stays as JSON writes it, which is YAML too. */
final class Yaml {
    private static final String PLAIN = "[A-Za-z_/][A-Za-z0-9_./@+ -]*";
    private static final String WORDS_OF_YAML = "(?i)true|false|null|yes|no|on|off|y|n";

    private final StringBuilder text = new StringBuilder();

    private Yaml() {}

    static String of(JsonNode node) {
        Yaml yaml = new Yaml();
        if (node.isContainerNode() && !node.isEmpty()) {
            yaml.block(node, 0);
        } else {
            yaml.text.append(scalar(node)).append('\n');
        }
        return yaml.text.toString();
    }

    private void block(JsonNode node, int depth) {
        if (node.isArray()) {
            node.forEach(item -> item(item, depth));
            return;
        }
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            indent(depth);
            text.append(quoted(field.getKey())).append(':');
            value(field.getValue(), field.getValue().isArray() ? depth : depth + 1);
        }
    }

    private void item(JsonNode item, int depth) {
        indent(depth);
        int start = text.length();
        text.append("-");
        if (item.isObject() && !item.isEmpty()) {
            block(item, depth + 1);
            // The first field stands on the dash's own line, in place of its indentation.
            text.replace(start, start + 1 + 2 * (depth + 1), "- ");
            return;
        }
        value(item, depth + 1);
    }

    private void value(JsonNode value, int depth) {
        if (value.isContainerNode() && !value.isEmpty()) {
            text.append('\n');
            block(value, depth);
            return;
        }
        text.append(' ').append(scalar(value)).append('\n');
    }

    private void indent(int depth) {
        text.append("  ".repeat(depth));
    }

    private static String scalar(JsonNode node) {
        return node.isTextual() ? quoted(node.textValue()) : node.toString();
    }

    private static String quoted(String word) {
        boolean plain = word.matches(PLAIN) && !word.endsWith(" ") && !word.matches(WORDS_OF_YAML);
        return plain
                ? word
                : com.fasterxml.jackson.databind.node.TextNode.valueOf(word).toString();
    }
}
