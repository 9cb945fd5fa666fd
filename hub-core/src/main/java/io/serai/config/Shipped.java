package io.serai.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The profile schema and the match rules that count where none are written, so that a hub over an empty folder can take
 * people in. They are read as if they were files of a folder {@code shipped/}. Both count or neither: rules are made for a
 * schema. Thread-safe.
 */
final class Shipped {
    static final String FOLDER = "shipped/";
    private static final List<Kind> KINDS = List.of(Kind.SCHEMA, Kind.IDENTITY);
    private static final Map<String, String> TEXTS = Map.of(
            FOLDER + "schema.yaml", text("schema.yaml"),
            FOLDER + "identity.yaml", text("identity.yaml"));

    private Shipped() {}

    /** The files of a folder, and what is shipped for what they lack. */
    static SortedMap<String, String> complete(SortedMap<String, String> files) {
        if (files.values().stream().anyMatch(Shipped::isOneOfThem)) {
            return files;
        }
        SortedMap<String, String> all = new TreeMap<>(files);
        all.putAll(TEXTS);
        return all;
    }

    /** A text that names one of them and cannot be read may be one of them. */
    private static boolean isOneOfThem(String text) {
        return KINDS.stream().anyMatch(kind -> text.contains(kind.word()))
                && ConfigReader.kindOf(text).map(KINDS::contains).orElse(true);
    }

    private static String text(String file) {
        try (InputStream text = Objects.requireNonNull(Shipped.class.getResourceAsStream(FOLDER + file), file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
