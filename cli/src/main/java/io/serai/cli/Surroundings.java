package io.serai.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What the process finds around itself. The launcher tells which streams are a terminal, for Java cannot.
 *
 * @param directory what relative paths start from
 * @param poll how long to wait between two looks at a run
 */
record Surroundings(
        Map<String, String> environment,
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        Path directory,
        Clock clock,
        Duration poll) {
    private static final int DEFAULT_WIDTH = 120;

    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                Duration.ofMillis(200));
    }

    /** The folder of what somebody sets for all their work. */
    Path settings() {
        Path home = has("HOME") ? Path.of(text("HOME", "")) : directory;
        Path settings = has("XDG_CONFIG_HOME") ? Path.of(text("XDG_CONFIG_HOME", "")) : home.resolve(".config");
        return settings.resolve("serai");
    }

    /** Reads a line that nobody is to see. */
    String secret(String prompt) {
        Console console = System.console();
        try {
            String line = isInTerminal() && console != null ? typed(console, prompt) : in.readLine();
            if (line == null || line.isBlank()) {
                throw Failure.usage("Nothing came on stdin, where a secret was expected on one line.");
            }
            return line.strip();
        } catch (IOException e) {
            throw Failure.usage("Stdin cannot be read, where a secret was expected.");
        }
    }

    private static String typed(Console console, String prompt) {
        char[] typed = console.readPassword("%s", prompt);
        return typed == null ? "" : new String(typed);
    }

    boolean isOutTerminal() {
        return has("SERAI_OUT_TTY");
    }

    boolean isErrTerminal() {
        return has("SERAI_ERR_TTY");
    }

    boolean isInTerminal() {
        return has("SERAI_IN_TTY");
    }

    boolean has(String variable) {
        return !text(variable, "").isEmpty();
    }

    String text(String variable, String otherwise) {
        return environment.getOrDefault(variable, otherwise);
    }

    /** Columns of the terminal; output that goes elsewhere is never cut. */
    int width() {
        if (!isOutTerminal()) {
            return Integer.MAX_VALUE;
        }
        String columns = text("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }
}
