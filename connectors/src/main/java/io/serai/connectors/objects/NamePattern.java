package io.serai.connectors.objects;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names with {@code *} for anything but a {@code /}, {@code **} for anything at all and {@code ?} for one character.
 * Immutable.
 */
final class NamePattern {
    private final Pattern regex;
    private final String folder;
    private final boolean deep;

    NamePattern(String text) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean twice = text.startsWith("**", i);
            expression.append(
                    switch (c) {
                        case '*' -> twice ? "(.*)" : "([^/]*)";
                        case '?' -> "[^/]";
                        default -> Pattern.quote(String.valueOf(c));
                    });
            i += twice ? 1 : 0;
        }
        this.regex = Pattern.compile(expression.toString(), Pattern.DOTALL);
        Matcher literal = Pattern.compile("([^*?]*/)?").matcher(text);
        this.folder = literal.lookingAt() ? text.substring(0, literal.end()) : "";
        String rest = text.substring(folder.length());
        this.deep = rest.contains("/") || rest.contains("**");
    }

    boolean matches(String name) {
        return regex.matcher(name).matches();
    }

    /** What the first {@code *} stands for in a name that matches; empty if there is none. */
    String stem(String name) {
        Matcher matcher = regex.matcher(name);
        return matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : "";
    }

    /** The folder all matching names are in, with a last {@code /}; empty for the root. */
    String folder() {
        return folder;
    }

    /** Whether names in folders below {@link #folder} can match. */
    boolean isDeep() {
        return deep;
    }
}
