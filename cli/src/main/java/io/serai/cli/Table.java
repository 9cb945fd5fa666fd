package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table of JSON objects. Columns are dotted paths, most important first: what does not fit the terminal is left out
 * from the end, but for columns that were asked for, and nothing is ever wrapped or cut.
 */
final class Table {
    private static final String GAP = "  ";

    private final List<String> paths;
    private final boolean asked;

    private Table(List<String> paths, boolean asked) {
        this.paths = paths;
        this.asked = asked;
    }

    static Table of(String... paths) {
        return new Table(List.of(paths), false);
    }

    /**
     * One of the columns that somebody asked for.
     *
     * @throws Failure USAGE if no row has one of them
     */
    static Table asked(List<String> paths, List<JsonNode> rows) {
        for (String path : paths) {
            if (rows.stream().allMatch(row -> at(row, path).isMissingNode())) {
                Set<String> known = new TreeSet<>();
                rows.forEach(row -> row.fieldNames().forEachRemaining(known::add));
                throw Failure.usage("No row has a field '" + path + "'. There are: " + String.join(", ", known) + ".");
            }
        }
        return new Table(paths, true);
    }

    /** The column that names a row: what {@code --quiet} prints. */
    String idPath() {
        return paths.get(0);
    }

    String render(Iterable<JsonNode> rows, int width, boolean headers, Paint paint) {
        List<Column> columns = new ArrayList<>();
        int used = 0;
        for (String path : paths) {
            Column column = new Column(path);
            rows.forEach(row -> column.add(at(row, path)));
            used += column.width + GAP.length();
            if (asked) {
                columns.add(column);
            } else if (column.isEmpty() && columns.size() > 0) {
                used -= column.width + GAP.length();
            } else if (used - GAP.length() <= width || columns.isEmpty()) {
                columns.add(column);
            } else {
                break;
            }
        }
        return lines(columns, headers, paint);
    }

    private static String lines(List<Column> columns, boolean headers, Paint paint) {
        StringBuilder text = new StringBuilder();
        if (headers) {
            line(
                    text,
                    columns.stream()
                            .map(column -> paint.strong(column.padded(column.title)))
                            .toList());
        }
        for (int row = 0; row < columns.get(0).cells.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (Column column : columns) {
                String cell = column.cells.get(row);
                cells.add(column.padded(cell).replace(cell, column.isState() ? paint.state(cell) : cell));
            }
            line(text, cells);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(String.join(GAP, cells).stripTrailing()).append('\n');
    }

    /** The value at a dotted path; missing if there is none. */
    static JsonNode at(JsonNode row, String path) {
        JsonNode node = row;
        for (String name : path.split("\\.", -1)) {
            node = node.isArray() && name.matches("[0-9]+") ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        return node;
    }

    /** A value as one line: lists with commas, numbers with thousands. */
    static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(cell(item)));
            return String.join(", ", items);
        }
        if (value.isIntegralNumber()) {
            return Books.number(value.asLong());
        }
        String text = value.isValueNode() ? value.asText() : value.toString();
        return text.replaceAll("[\\p{Cntrl}]+", " ")
                .replaceAll("^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d).*Z$", "$1 $2Z");
    }

    private static final class Column {
        private final String title;
        private final List<String> cells = new ArrayList<>();
        private boolean numeric = true;
        private int width;

        Column(String path) {
            title = path.substring(path.lastIndexOf('.') + 1)
                    .replaceAll("([a-z])([A-Z])", "$1 $2")
                    .toUpperCase(Locale.ROOT);
            width = title.length();
        }

        void add(JsonNode value) {
            boolean id = title.equals("ID");
            String cell = id && value.isValueNode() && !value.isNull() ? value.asText() : cell(value);
            numeric &= value.isNumber() || cell.isEmpty();
            width = Math.max(width, cell.length());
            cells.add(cell);
        }

        boolean isEmpty() {
            return Collections.frequency(cells, "") == cells.size();
        }

        boolean isState() {
            return title.equals("STATE") || title.equals("STATUS");
        }

        String padded(String cell) {
            String space = " ".repeat(width - cell.length());
            return numeric ? space + cell : cell + space;
        }
    }
}
