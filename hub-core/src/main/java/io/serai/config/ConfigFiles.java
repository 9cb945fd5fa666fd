package io.serai.config;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The texts of a configuration folder by their paths within it. */
final class ConfigFiles {
    private static final int MAX_FILES = 10_000;

    private ConfigFiles() {}

    /**
     * Reads every {@code .yaml} and {@code .yml} file of a folder and the folders below; dot files are left alone.
     *
     * @throws SeraiException CONFIG_UNREADABLE
     */
    static SortedMap<String, String> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SeraiException(
                    ErrorCode.CONFIG_UNREADABLE,
                    "The configuration folder " + folder + " is not there. Name one with --config.");
        }
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> files = found.filter(path -> isConfig(folder.relativize(path)))
                    .limit(MAX_FILES)
                    .toList();
            for (Path file : files) {
                readInto(texts, folder, file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new SeraiException(
                    ErrorCode.CONFIG_UNREADABLE,
                    "The configuration folder " + folder + " cannot be read. Check its rights.",
                    e);
        }
        return Collections.unmodifiableSortedMap(texts);
    }

    private static boolean isConfig(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return path.toString().endsWith(".yaml") || path.toString().endsWith(".yml");
    }

    private static void readInto(Map<String, String> texts, Path folder, Path file) throws IOException {
        try {
            if (Files.isRegularFile(file)) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                texts.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        } catch (NoSuchFileException e) {
            // It was deleted since the folder was listed; that is its state.
            texts.remove(file.toString());
        }
    }

    /** Makes a folder hold exactly these texts. */
    static void write(Path folder, Map<String, String> texts) {
        try {
            Files.createDirectories(folder);
            for (String stale : read(folder).keySet()) {
                if (!texts.containsKey(stale)) {
                    Files.deleteIfExists(folder.resolve(stale));
                }
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path file = folder.resolve(text.getKey());
                Files.createDirectories(file.getParent());
                Path scratch = file.resolveSibling("." + file.getFileName());
                Files.writeString(scratch, text.getValue());
                Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new SeraiException(
                    ErrorCode.CONFIG_UNREADABLE, "The folder " + folder + " cannot be written. Check its rights.", e);
        }
    }

    /** Tells texts apart. */
    static String version(String text) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, 32);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
