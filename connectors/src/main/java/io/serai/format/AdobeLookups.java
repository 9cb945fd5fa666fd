package io.serai.format;

import io.serai.error.SeraiException;
import io.serai.raw.Header;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lookup files of an Adobe data feed: the columns' names, and for some columns what the numbers in them stand for. A
 * column with a lookup is followed by one named {@code COLUMN_label}.
 */
final class AdobeLookups {
    private static final String HEADERS = "column_headers.tsv";
    private static final long MOST_CHARACTERS = 64L << 20;
    /** Where a column's lookup file has another name than the column. */
    private static final Map<String, String> FILES = Map.of(
            "os", "operating_systems",
            "language", "languages",
            "search_engine", "search_engines",
            "post_search_engine", "search_engines",
            "ref_type", "referrer_type",
            "javascript", "javascript_version",
            "color", "color_depth");

    private final Charset encoding;
    private final Map<String, Map<String, String>> labels = new HashMap<>();
    private List<String> columns = List.of();
    private long characters;

    AdobeLookups(Charset encoding) {
        this.encoding = encoding;
    }

    /** Takes a lookup file in; other files are passed over. */
    void add(String name, InputStream content) throws IOException {
        if (!name.endsWith(".tsv")) {
            return;
        }
        TsvRows rows = new TsvRows(new Chars(Encodings.reader(content, encoding)), true);
        if (name.equals(HEADERS)) {
            columns = rows.read();
            return;
        }
        Map<String, String> values = new HashMap<>();
        for (List<String> row = rows.read(); !row.isEmpty(); row = rows.read()) {
            if (row.size() >= 2) {
                values.put(row.get(0), row.get(1));
                characters += row.get(0).length() + row.get(1).length();
            }
            if (characters > MOST_CHARACTERS) {
                throw new Damaged("The lookup files hold more than " + MOST_CHARACTERS + " characters.");
            }
        }
        labels.put(name.substring(0, name.length() - ".tsv".length()), values);
    }

    int columnCount() {
        return columns.size();
    }

    /**
     * The columns' names with those of the labels.
     *
     * @throws Damaged if there are none or two of one name
     */
    Header header() throws Damaged {
        if (columns.isEmpty()) {
            throw new Damaged("The data feed has no " + HEADERS + "; deliver the lookup files with it.");
        }
        List<String> names = new ArrayList<>(columns);
        for (String column : columns) {
            if (lookup(column).isPresent()) {
                names.add(column + "_label");
            }
        }
        try {
            return Header.of(names);
        } catch (SeraiException e) {
            throw new Damaged(String.valueOf(e.getMessage()));
        }
    }

    /** The labels of one row, in the order of {@link #header}. */
    List<String> labels(List<String> row) {
        List<String> found = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            Optional<Map<String, String>> values = lookup(columns.get(column));
            if (values.isPresent()) {
                found.add(values.get().getOrDefault(row.get(column), ""));
            }
        }
        return found;
    }

    private Optional<Map<String, String>> lookup(String column) {
        return Optional.ofNullable(labels.get(FILES.getOrDefault(column, column)));
    }
}
