package io.serai.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which given names are called which. English for the most part; see nicknames.csv for where it is from. */
final class Nicknames {
    private static final Map<String, Set<String>> TABLE = read();

    private Nicknames() {}

    /** Whether one is a nickname of the other. Two nicknames of one name are not: Ed and Ted are often two men. */
    static boolean related(String one, String other) {
        Set<String> related = TABLE.get(one);
        return related != null && related.contains(other);
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> table = new HashMap<>();
        try (InputStream file = Nicknames.class.getResourceAsStream("nicknames.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] names = line.split(",");
                table.computeIfAbsent(names[0], any -> new HashSet<>()).add(names[1]);
                table.computeIfAbsent(names[1], any -> new HashSet<>()).add(names[0]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the table of nicknames cannot be read", e);
        }
        return table;
    }
}
