package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Plans, for a person. */
final class PlanView {
    private static final Table SEGMENTS = Table.of("name", "change", "before", "after", "entered", "exited");
    private static final Table SYNCS = Table.of("name", "adds", "removes");
    private static final Table PROBLEMS = Table.of("file", "line", "path", "message", "cure");
    private static final Map<String, String> SIGNS = Map.of("created", "+", "changed", "~", "removed", "-");

    /** How many lines around what differs are shown. */
    private static final int AROUND = 2;

    private PlanView() {}

    /** What definitions would change. */
    static void ofDefinitions(Printer printer, JsonNode plan) {
        plan.path("definitions").forEach(item -> {
            String effect = item.path("effect").asText();
            if (SIGNS.containsKey(effect)) {
                printer.line(SIGNS.get(effect) + " " + item.path("kind").asText() + " "
                        + item.path("name").asText() + "  (" + item.path("file").asText() + ")");
            }
            // What has problems may hold what nobody is to see, such as a password written out.
            if (effect.equals("changed") && plan.path("problems").isEmpty()) {
                difference(item.path("before").asText(), item.path("after").asText())
                        .forEach(line -> printer.line("    " + paint(printer.paint(), line)));
            }
        });
        printer.line(List.of("created", "changed", "removed", "unchanged").stream()
                .map(effect -> count(plan, effect) + " " + effect)
                .collect(Collectors.joining(", ")));
        part(printer, plan, "problems", PROBLEMS);
    }

    /** As {@code diff -u} has it, without the names of files. */
    private static List<String> difference(String before, String after) {
        List<String> lines = before.lines().toList();
        Patch<String> patch = DiffUtils.diff(lines, after.lines().toList());
        return UnifiedDiffUtils.generateUnifiedDiff("", "", lines, patch, AROUND).stream()
                .skip(2)
                .toList();
    }

    private static String paint(Paint paint, String line) {
        return switch (line.charAt(0)) {
            case '+' -> paint.good(line);
            case '-' -> paint.bad(line);
            default -> line;
        };
    }

    /** How many definitions have an effect. */
    static int count(JsonNode plan, String effect) {
        int count = 0;
        for (JsonNode item : plan.path("definitions")) {
            count += item.path("effect").asText().equals(effect) ? 1 : 0;
        }
        return count;
    }

    /** What the hub's own changed files would do to the stored data. */
    static void ofFiles(Printer printer, JsonNode plan) {
        JsonNode identity = plan.path("identity");
        if (identity.path("changed").asBoolean()) {
            printer.line("Identity: of " + Table.cell(identity.path("profilesBefore")) + " profiles, "
                    + Table.cell(identity.path("merged")) + " would merge and "
                    + Table.cell(identity.path("split")) + " split; the largest would hold "
                    + Table.cell(identity.path("largest")) + " subjects.");
        } else {
            printer.line("Identity: unchanged.");
        }
        part(printer, plan, "segments", SEGMENTS);
        part(printer, plan, "syncs", SYNCS);
        part(printer, plan, "problems", PROBLEMS);
    }

    private static void part(Printer printer, JsonNode plan, String name, Table table) {
        if (!plan.path(name).isEmpty()) {
            printer.heading(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
            printer.table(plan.path(name), table);
        }
    }
}
