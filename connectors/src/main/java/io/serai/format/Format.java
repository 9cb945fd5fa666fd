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
    JSONL,
    /** Elements of an XML document. */
    XML,
    /** Apache Parquet. */
    PARQUET,
    /** Snowplow's enriched events, 131 columns divided by tabs. */
    SNOWPLOW,
    /** The hits of an Adobe Analytics data feed, with their lookup files. */
    ADOBE;

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
            case "xml" -> Optional.of(XML);
            case "parquet" -> Optional.of(PARQUET);
            default -> Optional.empty();
        };
    }
}
