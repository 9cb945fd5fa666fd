package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The routes that the hub works by. */
@Command(
        name = "route",
        description = "The routes the hub works by: what each is for, what it has done, and what flows where.",
        footer = {
            "",
            "Examples:",
            "  serai route list",
            "  serai route show source.crm.contacts",
            "  serai route flow -o json",
            "  serai route stop sync.newsletter"
        })
@SuppressWarnings("NullAway.Init")
final class RouteCommand {
    private static final String ROUTES = "/api/v1/routes";
    private static final String ID = "The route, such as source.crm.contacts.";
    private static final Table TABLE = Table.of(
            "id",
            "state",
            "exchanges.total",
            "exchanges.failed",
            "exchanges.inFlight",
            "millis.mean",
            "lastExchangeAt",
            "lastFailure.code");
    private static final Table EDGES = Table.of("from", "what", "to", "total", "perSecond");
    private static final Table FAILURES = Table.of("at", "code", "message");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All routes of this hub.",
            footer = {"", "Example:", "  serai route list"})
    int list() {
        serai.printer().list(serai.api().get(ROUTES), TABLE, "There are none.");
        return Exit.DONE.status();
    }

    @Command(
            name = "show",
            description = "A route, what flows where, and its last failures.",
            footer = {"", "Example:", "  serai route show sync.newsletter --limit 5"})
    int show(
            @Parameters(paramLabel = "ROUTE", description = ID) String id,
            @Option(names = "--limit", defaultValue = "10", paramLabel = "N", description = "At most so many failures.")
                    int limit) {
        JsonNode route = serai.api().get(ROUTES + "/" + Api.encoded(id) + "?limit=" + limit);
        Printer printer = serai.printer();
        printer.one(route, "id", node -> view(printer, node));
        return Exit.DONE.status();
    }

    private static void view(Printer printer, JsonNode route) {
        printer.line(route.path("id").asText() + ": " + route.path("state").asText() + ", "
                + Table.cell(route.path("exchanges").path("total")) + " exchanges, "
                + Table.cell(route.path("exchanges").path("failed")) + " failed");
        printer.table(route.path("flow").path("edges"), EDGES);
        if (!route.path("failures").isEmpty()) {
            printer.heading("Failures");
            printer.table(route.path("failures"), FAILURES);
        }
    }

    @Command(
            name = "flow",
            description = "What flows where in the hub, in all and per second over the last minute.",
            footer = {"", "Example:", "  serai route flow"})
    int flow() {
        Printer printer = serai.printer();
        printer.one(serai.api().get("/api/v1/flow"), "at", node -> printer.table(node.path("edges"), EDGES));
        return Exit.DONE.status();
    }

    @Command(
            name = "start",
            description = "Resumes the source or sync of a route.",
            footer = {"", "Example:", "  serai route start source.crm.contacts"})
    int start(@Parameters(paramLabel = "ROUTE", description = ID) String id) {
        return change(id, "start", "Resumed.");
    }

    @Command(
            name = "stop",
            description = "Pauses the source or sync of a route, in every hub, until it is started.",
            footer = {"", "Example:", "  serai route stop source.crm.contacts"})
    int stop(@Parameters(paramLabel = "ROUTE", description = ID) String id) {
        return change(id, "stop", "Paused: nothing comes by it until it is started.");
    }

    private int change(String id, String verb, String sentence) {
        serai.printer().done(serai.api().post(ROUTES + "/" + Api.encoded(id) + "/" + verb, Api.body()), sentence);
        return Exit.DONE.status();
    }
}
