package io.serai.connector;

import io.serai.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the references <code>{{env:NAME}}</code> and <code>{{file:/path}}</code> in configuration values by what they
 * stand for. Immutable and thread-safe.
 */
public final class Secrets {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*(env|file):([^}]+?)\\s*}}");

    private final Map<String, String> environment;
    private final boolean literalsAllowed;

    private Secrets(Map<String, String> environment, boolean literalsAllowed) {
        this.environment = Map.copyOf(environment);
        this.literalsAllowed = literalsAllowed;
    }

    /** References only: a secret written out is refused. */
    public static Secrets of(Map<String, String> environment) {
        return new Secrets(environment, false);
    }

    /** For trying things out (--dev): a secret may be written out. */
    public static Secrets lenient(Map<String, String> environment) {
        return new Secrets(environment, true);
    }

    /** A secret; empty after recording a problem if it is a literal or its reference leads nowhere. */
    public Optional<Secret> secret(Node node) {
        if (!literalsAllowed && !REFERENCE.matcher(node.text()).find()) {
            node.problem(
                    "a secret is written out in the file.",
                    "Put it into an environment variable or a file and write {{env:NAME}} or {{file:/path}}.");
            return Optional.empty();
        }
        return text(node).map(Secret::new);
    }

    /** Any text with its references replaced; empty after recording a problem. */
    public Optional<String> text(Node node) {
        Matcher matcher = REFERENCE.matcher(node.text());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            Optional<String> value =
                    matcher.group(1).equals("env") ? variable(node, matcher.group(2)) : content(node, matcher.group(2));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(matcher.appendTail(text).toString());
    }

    private Optional<String> variable(Node node, String name) {
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
}
