package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What the configuration's files would do to the stored data. */
@Command(
        name = "plan",
        description = "What the changed configuration would do to the stored data.",
        footer = {
            "",
            "Nothing is changed. Exit status 3: the files have problems.",
            "",
            "Examples:",
            "  serai plan",
            "  serai plan --output json"
        })
@SuppressWarnings("NullAway.Init")
final class PlanCommand implements Callable<Integer> {
    private static final Table SEGMENTS = Table.of("name", "change", "before", "after", "entered", "exited");
    private static final Table SYNCS = Table.of("name", "adds", "removes");
    private static final Table PROBLEMS = Table.of("file", "line", "path", "message", "cure");

    @ParentCommand
    private Serai serai;

    @Override
    public Integer call() {
        JsonNode plan = plan(serai);
        return (plan.path("problems").isEmpty() ? Exit.DONE : Exit.FINDINGS).status();
    }

    /** Asks for the plan and shows it. */
    static JsonNode plan(Serai serai) {
        JsonNode plan = serai.api().post("/api/v1/plan", Api.body());
        Printer printer = serai.printer();
        printer.one(plan, "identity.changed", node -> view(printer, node));
        return plan;
    }

    private static void view(Printer printer, JsonNode plan) {
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
            printer.heading(name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
            printer.table(plan.path(name), table);
        }
    }
}
