package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** How the hub is. */
@Command(
        name = "status",
        description = "How the hub is: sources, segments, syncs, problems.",
        footer = {
            "",
            "Exit status 3: the hub runs, but is not ready, or something needs attention.",
            "",
            "Examples:",
            "  serai status",
            "  serai status --output json"
        })
@SuppressWarnings("NullAway.Init")
final class StatusCommand implements Callable<Integer> {
    private static final Table SOURCES =
            Table.of("name", "stream", "state", "lastRun.counts.read", "lastRun.finishedAt", "error");
    private static final Table SEGMENTS =
            Table.of("name", "state", "members", "computedAt", "lag", "errorCode", "error");
    private static final Table SYNCS = Table.of(
            "name", "state", "counts.selected", "counts.delivered", "counts.rejected", "counts.withheld", "error");
    private static final Table ATTENTION = Table.of("kind", "name", "code", "cure", "message", "harm", "since");
    private static final Table PROBLEMS = Table.of("file", "line", "path", "message", "cure");

    @ParentCommand
    private Serai serai;

    @Override
    public Integer call() {
        JsonNode status = serai.api().get("/api/v1/status");
        Printer printer = serai.printer();
        printer.one(status, "state", node -> view(printer, node));
        boolean well =
                status.path("ready").asBoolean(true) && status.path("attention").isEmpty();
        return (well ? Exit.DONE : Exit.FINDINGS).status();
    }

    private static void view(Printer printer, JsonNode status) {
        printer.line("hub " + status.path("version").asText() + ": "
                + printer.paint().state(status.path("state").asText())
                + (status.path("ready").asBoolean() ? ", ready" : ", NOT ready")
                + ", since " + Table.cell(status.path("startedAt")) + "; MariaDB "
                + status.path("store").path("version").asText());
        printer.line("profiles: " + Table.cell(status.path("profiles")) + "; dead letters open: "
                + Table.cell(status.path("deadLetters").path("open")));
        part(printer, "Needs attention", status.path("attention"), ATTENTION);
        part(printer, "Sources", status.path("sources"), SOURCES);
        part(printer, "Segments", status.path("segments"), SEGMENTS);
        part(printer, "Syncs", status.path("syncs"), SYNCS);
        part(
                printer,
                "Problems of the configuration (the last good version runs)",
                status.path("configProblems"),
                PROBLEMS);
        if (!status.path("pendingApply").isEmpty()) {
            printer.heading("Waiting for 'serai apply'");
            printer.line(Table.cell(status.path("pendingApply")));
        }
    }

    private static void part(Printer printer, String title, JsonNode rows, Table table) {
        if (!rows.isEmpty()) {
            printer.heading(title);
            printer.table(rows, table);
        }
    }
}
