package io.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes answers to stdout in the form asked for, and talk to stderr. */
final class Printer {
    private final PrintWriter out;
    private final PrintWriter err;
    private final OutputFormat format;
    private final boolean quiet;
    private final boolean headers;
    private final List<String> columns;
    private final int width;
    private final Paint paint;

    /** @param columns of lists, in place of the usual ones; empty for those */
    Printer(
            Surroundings surroundings,
            OutputFormat format,
            boolean quiet,
            boolean noHeaders,
            List<String> columns,
            boolean colored) {
        this.out = surroundings.out();
        this.err = surroundings.err();
        this.format = format;
        this.quiet = quiet;
        this.headers = !noHeaders;
        this.columns = List.copyOf(columns);
        this.width = surroundings.width();
        this.paint = new Paint(colored);
    }

    Paint paint() {
        return paint;
    }

    /** A list: an array, or an object around one. */
    void list(JsonNode answer, Table table, String nothing) {
        List<JsonNode> items = items(answer);
        if (quiet) {
            items.forEach(item -> out.println(Table.at(item, table.idPath()).asText()));
        } else if (format == OutputFormat.jsonl) {
            items.forEach(out::println);
        } else if (format != OutputFormat.table) {
            structured(answer);
        } else if (items.isEmpty()) {
            talk(nothing);
        } else {
            table(items, columns.isEmpty() ? table : Table.asked(columns, items));
        }
    }

    /**
     * One thing.
     *
     * @param id the field that {@code --quiet} prints
     * @param view writes it for a person
     */
    void one(JsonNode answer, String id, Consumer<JsonNode> view) {
        if (quiet) {
            out.println(Table.at(answer, id).asText());
        } else if (format == OutputFormat.table) {
            view.accept(answer);
        } else {
            structured(answer);
        }
    }

    /** One thing whose fields speak for themselves. */
    void one(JsonNode answer, String id) {
        one(answer, id, node -> out.print(Yaml.of(node)));
    }

    /** Something was done: a sentence for a person, the hub's answer for a script. */
    void done(JsonNode answer, String sentence) {
        if (quiet || format == OutputFormat.table) {
            talk(sentence);
        } else {
            structured(answer);
        }
    }

    void table(Iterable<JsonNode> rows, Table table) {
        out.print(table.render(rows, width, headers, paint));
    }

    void line(String text) {
        out.println(text);
    }

    void heading(String text) {
        out.println();
        out.println(paint.strong(text));
    }

    /** To a person, never to a script. */
    void talk(String text) {
        if (!quiet) {
            err.println(text);
        }
    }

    static List<JsonNode> items(JsonNode answer) {
        List<JsonNode> items = new ArrayList<>();
        if (answer.isArray()) {
            answer.forEach(items::add);
            return items;
        }
        for (JsonNode field : answer) {
            if (field.isArray()) {
                field.forEach(items::add);
                return items;
            }
        }
        return items;
    }

    private void structured(JsonNode answer) {
        try {
            switch (format) {
                case yaml, table -> out.print(Yaml.of(answer));
                case jsonl -> out.println(answer);
                case json ->
                    out.println(Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read can be written", e);
        }
    }
}
