package io.serai.format;

import java.util.Locale;
import java.util.Optional;

/** How records are laid out in a file. */
public enum Format {
    /** Rows of fields divided by a delimiter, quoted where needed. */
    CSV,
    /** One JSON value: an array of records, or one record. */
    JSON,
    /** One JSON object a line. */
    JSONL;

    static Format of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** By the file's name, whatever it is compressed with. */
    static Optional<Format> guess(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zip)$", "");
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv", "tsv", "tab", "txt" -> Optional.of(CSV);
            case "json" -> Optional.of(JSON);
            case "jsonl", "ndjson" -> Optional.of(JSONL);
            default -> Optional.empty();
        };
    }
}
