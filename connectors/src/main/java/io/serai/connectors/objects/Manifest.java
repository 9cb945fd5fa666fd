package io.serai.connectors.objects;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A list of delivered files, in the form of Adobe's data feeds: {@code Data-File} or {@code Lookup-File} begins an entry,
 * {@code MD5-Digest} and {@code File-Size} describe it. Immutable.
 *
 * @param data by base name
 * @param lookup the base name of the lookup file, if there is one
 */
record Manifest(Map<String, Entry> data, Optional<String> lookup) {
    private static final int MOST_BYTES = 4 << 20;

    Manifest {
        data = Map.copyOf(data);
    }

    /**
     * One file.
     *
     * @param md5 in small hexadecimal; empty if the manifest does not say
     * @param size in bytes; negative if the manifest does not say
     */
    record Entry(String md5, long size) {}

    /** @throws SeraiException FILE_UNREADABLE if it is none */
    static Manifest read(String name, InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(MOST_BYTES + 1);
        Map<String, Entry> data = new LinkedHashMap<>();
        Optional<String> lookup = Optional.empty();
        Map<String, String> section = new LinkedHashMap<>();
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        for (int at = 0; at <= lines.size(); at++) {
            String line = at < lines.size() ? lines.get(at) : "";
            int colon = line.indexOf(':');
            if (colon > 0) {
                section.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            if (line.isEmpty() || startsEntry(lines, at + 1)) {
                lookup = Optional.ofNullable(section.get("lookup-file")).or(lookupOf(lookup));
                Optional.ofNullable(section.get("data-file")).ifPresent(file -> data.put(file, entry(section)));
                section.clear();
            }
        }
        if (data.isEmpty() || bytes.length > MOST_BYTES) {
            throw new SeraiException(
                    ErrorCode.FILE_UNREADABLE,
                    "The manifest '" + name + "' lists no data file. Say in 'ready' which objects are manifests.");
        }
        return new Manifest(data, lookup);
    }

    private static java.util.function.Supplier<Optional<String>> lookupOf(Optional<String> known) {
        return () -> known;
    }

    private static boolean startsEntry(List<String> lines, int at) {
        return at < lines.size() && lines.get(at).toLowerCase(Locale.ROOT).matches("(data|lookup)-file:.*");
    }

    private static Entry entry(Map<String, String> section) {
        String size = section.getOrDefault("file-size", "");
        return new Entry(
                section.getOrDefault("md5-digest", "").toLowerCase(Locale.ROOT),
                size.matches("\\d{1,18}") ? Long.parseLong(size) : -1);
    }
}
