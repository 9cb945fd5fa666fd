package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.document.Node;
import io.serai.document.Similar;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text with <code>${name}</code> in it. Immutable. */
final class Text {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    private final String text;

    private Text(String text) {
        this.text = text;
    }

    /** Records a problem for every name that is not known. */
    static Text compile(Node node, Set<String> known) {
        Matcher matcher = REFERENCE.matcher(node.text());
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!known.contains(name)) {
                String cure = Similar.nearest(name, known)
                        .map(near -> "Did you mean '${" + near + "}'?")
                        .orElse("Known here: " + String.join(", ", known) + ".");
                node.problem("nothing here is called '" + name + "'.", cure);
            }
        }
        return new Text(node.text());
    }

    /** The names in all texts of a node. */
    static Set<String> names(Node node) {
        if (node.isMapping()) {
            return names(node.entries().values());
        }
        if (node.isSequence()) {
            return names(node.items());
        }
        return REFERENCE
                .matcher(node.isScalar() ? node.text() : "")
                .results()
                .map(reference -> reference.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Collection<Node> nodes) {
        return nodes.stream().flatMap(node -> names(node).stream()).collect(Collectors.toSet());
    }

    /** The name, if the whole text is one reference; empty text otherwise. */
    String wholeReference() {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.matches() ? matcher.group(1) : "";
    }

    boolean hasReference() {
        return REFERENCE.matcher(text).find();
    }

    /** Whether every name in it has a value. */
    boolean isComplete(Scope scope) {
        return REFERENCE
                .matcher(text)
                .results()
                .noneMatch(reference -> scope.value(reference.group(1)).isMissingNode());
    }

    String render(Scope scope) {
        return render(scope, Quote.NONE, UnaryOperator.identity());
    }

    /** Values lose what would end the line, so that none of them can begin another. */
    String renderLine(Scope scope) {
        return render(scope, Quote.NONE, value -> CONTROL.matcher(value).replaceAll(""));
    }

    /**
     * Values are escaped so that none of them can leave its place in a path or query. Only a text that is nothing but one
     * value may have several segments in it.
     */
    String renderUrl(Scope scope) {
        return renderUrl(scope, Quote.NONE);
    }

    /** @param quote how the values of members are written, before they are escaped */
    String renderUrl(Scope scope, Quote quote) {
        String escaped = render(
                scope,
                quote,
                value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        return wholeReference().isEmpty()
                ? escaped
                : escaped.replace("%2F", "/").replaceFirst("^/*", "/");
    }

    private String render(Scope scope, Quote quote, UnaryOperator<String> escape) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder rendered = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = text(scope.value(name), name.startsWith(Scope.MEMBERS) ? quote : Quote.NONE);
            matcher.appendReplacement(rendered, Matcher.quoteReplacement(escape.apply(value)));
        }
        return matcher.appendTail(rendered).toString();
    }

    /** A list is written with commas between its items. */
    private static String text(JsonNode value, Quote quote) {
        if (!value.isArray()) {
            return value.asText();
        }
        StringJoiner items = new StringJoiner(",");
        value.forEach(item -> items.add(quote.of(item.asText())));
        return items.toString();
    }
}
