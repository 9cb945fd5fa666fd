package io.serai.match.population;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** A file of word lists beside this class. Immutable. */
final class Tables {
    private final Properties lists = new Properties();

    Tables(String file) {
        try (InputStream input = Tables.class.getResourceAsStream(file);
                InputStreamReader text = new InputStreamReader(input, StandardCharsets.UTF_8)) {
            lists.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + file + " cannot be read", e);
        }
    }

    List<String> words(String list) {
        return List.of(lists.getProperty(list).strip().split("\\s+"));
    }
}
