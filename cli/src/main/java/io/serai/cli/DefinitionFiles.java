package io.serai.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Definitions as they stand in files. What they say is the hub's to judge. */
final class DefinitionFiles {
    private DefinitionFiles() {}

    /**
     * The texts of a file, or of a folder and those below it, by their paths within it. What begins with a dot is left out.
     *
     * @throws Failure NOT_FOUND if there is none
     */
    static Map<String, String> read(Path start) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> found = Files.walk(start)) {
            found.filter(Files::isRegularFile)
                    .filter(file -> file.equals(start) || isDefinition(start.relativize(file)))
                    .forEach(file -> texts.put(name(start, file), text(file)));
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(Exit.NOT_FOUND, "NOT_FOUND", start + " cannot be read.", "");
        }
        if (texts.isEmpty()) {
            throw new Failure(
                    Exit.NOT_FOUND, "NOT_FOUND", start + " holds no file that ends with .yaml, .yml or .json.", "");
        }
        return texts;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Failure(Exit.NOT_FOUND, "NOT_FOUND", "The file " + file + " cannot be read as text.", "");
        }
    }

    private static String name(Path start, Path file) {
        Path name = file.equals(start) ? file.getFileName() : start.relativize(file);
        return name.toString().replace('\\', '/');
    }

    private static boolean isDefinition(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return path.toString().matches(".*\\.(yaml|yml|json)");
    }
}
