package io.serai.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads paths as mappings write them. */
final class PathParser {
    static final String FORMS = "Write a path such as 'a.b', 'a[0].b', 'a[key=name].b' or '\"a name\".b'.";

    private static final String PARENT = "$parent.";

    private final String text;
    private int at;

    private PathParser(String text) {
        this.text = text;
    }

    /** Empty if the text is no path. */
    static Optional<Path> parse(String written) {
        int up = 0;
        String rest = written.strip();
        while (rest.startsWith(PARENT)) {
            up++;
            rest = rest.substring(PARENT.length());
        }
        String path = rest;
        int parents = up;
        return new PathParser(path).steps().map(steps -> new Path(path, parents, steps));
    }

    private Optional<List<Path.Step>> steps() {
        List<Path.Step> steps = new ArrayList<>();
        while (true) {
            Optional<String> name = name(".[");
            if (name.isEmpty()) {
                return Optional.empty();
            }
            steps.add(new Path.Name(name.get()));
            while (at < text.length() && text.charAt(at) == '[') {
                Optional<Path.Step> bracket = bracket();
                if (bracket.isEmpty()) {
                    return Optional.empty();
                }
                steps.add(bracket.get());
            }
            if (at == text.length()) {
                return Optional.of(steps);
            }
            if (text.charAt(at++) != '.') {
                return Optional.empty();
            }
        }
    }

    /** Up to one of the end characters, or quoted. */
    private Optional<String> name(String ends) {
        if (at < text.length() && text.charAt(at) == '"') {
            int close = text.indexOf('"', at + 1);
            String quoted = close < 0 ? "" : text.substring(at + 1, close);
            at = close + 1;
            return quoted.isEmpty() ? Optional.empty() : Optional.of(quoted);
        }
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String plain = text.substring(start, at);
        return plain.isBlank() || plain.indexOf('"') >= 0 ? Optional.empty() : Optional.of(plain);
    }

    private Optional<Path.Step> bracket() {
        at++;
        Optional<String> first = name("=]");
        if (first.isEmpty() || at >= text.length()) {
            return Optional.empty();
        }
        if (text.charAt(at++) == ']') {
            return index(first.get());
        }
        Optional<String> value = name("]");
        if (value.isEmpty() || at >= text.length() || text.charAt(at++) != ']') {
            return Optional.empty();
        }
        return Optional.of(new Path.Match(first.get().strip(), value.get().strip()));
    }

    private static Optional<Path.Step> index(String digits) {
        return digits.matches("-?[0-9]{1,6}")
                ? Optional.of(new Path.Index(Integer.parseInt(digits)))
                : Optional.empty();
    }
}
