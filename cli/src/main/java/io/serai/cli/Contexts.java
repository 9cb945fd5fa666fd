package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hubs that somebody works with, by names of theirs: a file of their own that nobody else may read. Every change is
 * written at once.
 */
final class Contexts {
    private static final String NAME = "[a-z0-9][a-z0-9_.-]{0,62}";

    private final Path file;
    private final SortedMap<String, Context> all;
    private String current;

    /**
     * A hub.
     *
     * @param token a {@link TokenReference}, the token itself, or empty
     */
    record Context(String url, String token) {}

    private Contexts(Path file, SortedMap<String, Context> all, String current) {
        this.file = file;
        this.all = all;
        this.current = current;
    }

    /** @throws Failure if the file is no such file, or if others may read it */
    static Contexts read(Surroundings surroundings) {
        Path file = surroundings.settings().resolve("contexts.json");
        SortedMap<String, Context> all = new TreeMap<>();
        if (!Files.exists(file)) {
            return new Contexts(file, all, "");
        }
        try {
            requirePrivate(file);
            JsonNode root = Api.JSON.readTree(Files.readAllBytes(file));
            root.path("contexts")
                    .properties()
                    .forEach(entry -> all.put(
                            entry.getKey(),
                            new Context(
                                    entry.getValue().path("url").asText(),
                                    entry.getValue().path("token").asText())));
            return new Contexts(file, all, root.path("current").asText());
        } catch (IOException e) {
            throw broken("The file " + file + " cannot be read as a list of contexts. Mend it, or delete it.");
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        String rights = rights(file);
        if (!rights.endsWith("------")) {
            throw broken("The file " + file + " may hold tokens, and others may read it (" + rights + "): chmod 600 "
                    + file);
        }
    }

    private static String rights(Path file) throws IOException {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (UnsupportedOperationException e) {
            // Where files have no such rights, the folder of the user is what keeps others out.
            return "rw-------";
        }
    }

    private static Failure broken(String message) {
        return new Failure(Exit.FAILED, "CONTEXTS_UNREADABLE", message, "");
    }

    Path file() {
        return file;
    }

    /** By name. */
    Map<String, Context> all() {
        return Collections.unmodifiableMap(all);
    }

    /** The name of the one in use; empty if there is none. */
    String current() {
        return current;
    }

    /** @throws Failure NOT_FOUND */
    Context require(String name) {
        return Optional.ofNullable(all.get(name))
                .orElseThrow(() -> new Failure(
                        Exit.NOT_FOUND,
                        "NOT_FOUND",
                        "There is no such context. "
                                + (all.isEmpty()
                                        ? "Make one: serai context set NAME --url URL."
                                        : "There are: " + String.join(", ", all.keySet()) + "."),
                        ""));
    }

    void set(String name, Context context) {
        if (!name.matches(NAME)) {
            throw Failure.usage("A context's name is of small letters, digits, '_', '.' and '-', at most 63 long.");
        }
        all.put(name, context);
        write();
    }

    /** @param name empty for none */
    void use(String name) {
        if (!name.isEmpty()) {
            require(name);
        }
        current = name;
        write();
    }

    void remove(String name) {
        require(name);
        all.remove(name);
        current = current.equals(name) ? "" : current;
        write();
    }

    private void write() {
        ObjectNode root = Api.body().put("current", current);
        ObjectNode contexts = root.putObject("contexts");
        all.forEach((name, context) ->
                contexts.putObject(name).put("url", context.url()).put("token", context.token()));
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            // Nobody but the user may read what this makes.
            Path scratch = Files.createTempFile(folder, ".contexts", ".json");
            Files.writeString(scratch, root.toPrettyString() + "\n");
            Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Failure(
                    Exit.FAILED,
                    "CONTEXTS_UNWRITABLE",
                    "The file " + file + " cannot be written. Check its rights.",
                    "");
        }
    }
}
