package io.serai.app.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/** What a command has to say when it is done: JSON for a script, lines for a person. */
final class Report {
    /** The forms; named as typed. */
    enum Form {
        table,
        json
    }

    private static final int NAME_WIDTH = 24;

    private Report() {}

    /** @param said texts, numbers, and lists of what is told one by one */
    static void print(ObjectNode said, Form form, PrintWriter out) {
        if (form == Form.json) {
            out.println(said.toPrettyString());
            return;
        }
        said.fields().forEachRemaining(field -> {
            String name = field.getKey().replace('_', ' ');
            if (field.getValue().isArray()) {
                field.getValue().forEach(item -> out.println(line(name, item.asText())));
            } else if (field.getValue().isIntegralNumber()) {
                out.println(line(
                        name, String.format(Locale.ROOT, "%,d", field.getValue().asLong())));
            } else {
                out.println(line(name, field.getValue().asText()));
            }
        });
    }

    private static String line(String name, String value) {
        return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + value;
    }

    /** A figure with as many digits as anybody wants to read. */
    static double rounded(double value) {
        return Math.round(value * 1_000_000) / 1_000_000.0;
    }
}
