package io.serai.connectors.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.serai.document.Node;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a JSON answer: {@code $.data.items}, <code>$['@odata.nextLink']</code> where a name has dots in it, or
 * {@code $[0].code}. Immutable.
 *
 * @param name the last name of the path
 */
record At(JsonPointer pointer, String name) {
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\['([^']+)']|\\[(\\d+)]");
    private static final Pattern PATH = Pattern.compile("\\$(" + STEP.pattern() + ")*");

    /** Where nothing ever is. */
    static final At NOWHERE = new At(JsonPointer.compile("/"), "");

    /** A path in an error or result of an answer, which may be no more than a name. */
    static At within(Node node) {
        String text = node.text();
        return text.startsWith("$") ? compile(node) : of(text);
    }

    /** What has this name. */
    static At of(String name) {
        return new At(JsonPointer.compile("/" + escaped(name)), name);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Records a problem if the node holds no path. */
    static At compile(Node node) {
        String text = node.text();
        if (!PATH.matcher(text).matches()) {
            node.problem("'" + text + "' is no path.", "Write one such as $.data.items or $['@odata.nextLink'].");
            return new At(JsonPointer.empty(), "");
        }
        StringBuilder pointer = new StringBuilder();
        String name = "";
        for (Matcher step = STEP.matcher(text); step.find(); ) {
            for (int group = 1; group <= step.groupCount(); group++) {
                if (step.group(group) != null) {
                    name = step.group(group);
                }
            }
            pointer.append('/').append(escaped(name));
        }
        return new At(JsonPointer.compile(pointer.toString()), name);
    }

    /** Missing if there is nothing. */
    JsonNode in(JsonNode root) {
        return root.at(pointer);
    }

    /** The text or number there; empty text if there is none. */
    String text(JsonNode root) {
        JsonNode value = in(root);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }
}
