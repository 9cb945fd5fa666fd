package io.serai.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a token is to be had: {@code {{env:NAME}}}, {@code {{file:PATH}}}, as configuration files name their secrets, or
 * {@code -} for a line of stdin. A token itself is no word of a command: everybody on the machine sees those, and the shell
 * keeps them.
 */
record TokenReference(String text) {
    private static final Pattern FORM = Pattern.compile("\\{\\{(env|file):([^{}]+)}}|-");

    /** @throws Failure USAGE if it says something else, which is not repeated */
    TokenReference {
        if (!isOne(text)) {
            throw Failure.usage("Others see the words of a command, and the shell keeps them, so a token is not one of"
                    + " them. Say where it is: '{{env:NAME}}', '{{file:PATH}}', or '-' to read it from stdin.");
        }
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    boolean isStdin() {
        return text.equals("-");
    }

    /** The same, wherever it is looked at from. */
    TokenReference absolute(Path directory) {
        return named("file")
                .map(file ->
                        new TokenReference("{{file:" + directory.resolve(file).normalize() + "}}"))
                .orElse(this);
    }

    /** The token. */
    String read(Surroundings surroundings) {
        if (isStdin()) {
            return surroundings.secret("Token: ");
        }
        return named("env")
                .map(name -> variable(surroundings, name))
                .or(() ->
                        named("file").map(file -> file(surroundings.directory().resolve(file))))
                .orElseThrow();
    }

    private Optional<String> named(String kind) {
        String begin = "{{" + kind + ":";
        return text.startsWith(begin)
                ? Optional.of(text.substring(begin.length(), text.length() - "}}".length()))
                : Optional.empty();
    }

    private static String variable(Surroundings surroundings, String name) {
        String token = surroundings.text(name, "");
        if (token.isEmpty()) {
            throw missing("The environment variable " + name + " is empty; it should hold the token.");
        }
        return token;
    }

    /** What a file holds of a token. */
    static String file(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw missing("The token in " + file + " cannot be read; see --token.");
        }
    }

    private static Failure missing(String message) {
        return new Failure(Exit.ACCESS, "NOT_AUTHENTICATED", message, "");
    }
}
