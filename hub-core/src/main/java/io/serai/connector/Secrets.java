package io.serai.connector;

import io.serai.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces references in configuration values by what they stand for: <code>{{env:NAME}}</code> and
 * <code>{{file:/path}}</code> in files, <code>{{secret:NAME}}</code> in what was defined over the API. Immutable and
 * thread-safe.
 */
public final class Secrets {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*(env|file|secret):([^}]+?)\\s*}}");

    private final Map<String, BiFunction<Node, String, Optional<String>>> inSecrets;
    private final Map<String, BiFunction<Node, String, Optional<String>>> inTexts;
    private final boolean literalsAllowed;
    private final String cure;

    private Secrets(
            Map<String, BiFunction<Node, String, Optional<String>>> inSecrets,
            Map<String, BiFunction<Node, String, Optional<String>>> inTexts,
            boolean literalsAllowed,
            String cure) {
        this.inSecrets = inSecrets;
        this.inTexts = inTexts;
        this.literalsAllowed = literalsAllowed;
        this.cure = cure;
    }

    /** References of files only: a secret written out is refused. */
    public static Secrets of(Map<String, String> environment) {
        return ofFiles(environment, false);
    }

    /** For trying things out (--dev): a secret may be written out. */
    public static Secrets lenient(Map<String, String> environment) {
        return ofFiles(environment, true);
    }

    private static Secrets ofFiles(Map<String, String> environment, boolean literalsAllowed) {
        Map<String, String> variables = Map.copyOf(environment);
        Map<String, BiFunction<Node, String, Optional<String>>> references =
                Map.of("env", (node, name) -> variable(variables, node, name), "file", Secrets::content);
        return new Secrets(
                references,
                references,
                literalsAllowed,
                "Put it into an environment variable or a file and write {{env:NAME}} or {{file:/path}}.");
    }

    /**
     * For what was defined over the API. It may name kept secrets and nothing of the machine: whoever defines where things
     * are sent could else send themselves the hub's own credentials.
     */
    public static Secrets kept(Function<String, Optional<Secret>> secrets) {
        return new Secrets(
                Map.of("secret", (node, name) -> kept(secrets, node, name)),
                Map.of(),
                false,
                "Give it with PUT /api/v1/secrets/NAME and write {{secret:NAME}}.");
    }

    /** The kept secrets that a text names. */
    public static Set<String> named(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .filter(found -> found.group(1).equals("secret"))
                .map(found -> found.group(2))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A secret; empty after recording a problem if it is a literal or its reference leads nowhere. */
    public Optional<Secret> secret(Node node) {
        if (!literalsAllowed && !REFERENCE.matcher(node.text()).find()) {
            node.problem("a secret is written out.", cure);
            return Optional.empty();
        }
        return replaced(node, inSecrets).map(Secret::new);
    }

    /** Any text with its references replaced; empty after recording a problem. */
    public Optional<String> text(Node node) {
        return replaced(node, inTexts);
    }

    private Optional<String> replaced(Node node, Map<String, BiFunction<Node, String, Optional<String>>> references) {
        Matcher matcher = REFERENCE.matcher(node.text());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            BiFunction<Node, String, Optional<String>> reference = references.get(matcher.group(1));
            if (reference == null) {
                node.problem(
                        "{{" + matcher.group(1) + ":}} cannot be written here.",
                        references.isEmpty() ? "Write the value; only secrets are references." : cure);
                return Optional.empty();
            }
            Optional<String> value = reference.apply(node, matcher.group(2));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(matcher.appendTail(text).toString());
    }

    private static Optional<String> variable(Map<String, String> environment, Node node, String name) {
        Optional<String> value = Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
            node.problem("the environment variable " + name + " is not set.", "Set it where the hub is started.");
        }
        return value;
    }

    private static Optional<String> content(Node node, String path) {
        try {
            return Optional.of(Files.readString(Path.of(path)).strip());
        } catch (IOException | IllegalArgumentException e) {
            node.problem("the secret file " + path + " cannot be read.", "Create it, readable by the hub's user.");
            return Optional.empty();
        }
    }

    private static Optional<String> kept(Function<String, Optional<Secret>> secrets, Node node, String name) {
        Optional<Secret> secret = secrets.apply(name);
        if (secret.isEmpty()) {
            node.problem("there is no secret '" + name + "'.", "Give it with PUT /api/v1/secrets/" + name + ".");
        }
        return secret.map(Secret::reveal);
    }
}
