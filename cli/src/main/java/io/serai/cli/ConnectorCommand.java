package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Connectors, and the sources and destinations that are reached by them. */
@Command(
        name = "connector",
        description = "What sources and destinations can be reached by, and whether they can.",
        footer = {
            "",
            "Run by the launcher itself, without a hub: new, test.",
            "",
            "Examples:",
            "  serai connector list",
            "  serai connector describe mailchimp",
            "  serai connector check newsletter",
            "  serai connector discover crm"
        })
@SuppressWarnings("NullAway.Init")
final class ConnectorCommand {
    private static final String CONNECTORS = "/api/v1/connectors";
    private static final String CONNECTIONS = "/api/v1/connections/";
    private static final Table TABLE = Table.of("name", "for");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All connectors that are installed or defined.",
            footer = {"", "Examples:", "  serai connector list", "  serai connector list --quiet"})
    int list() {
        serai.printer().list(serai.api().get(CONNECTORS), TABLE, "No connectors are installed.");
        return Exit.DONE.status();
    }

    @Command(
            name = "describe",
            description = "What a connector is and takes: its reference page.",
            footer = {"", "Examples:", "  serai connector describe mailchimp", "  serai connector describe file -o json"
            })
    int describe(@Parameters(paramLabel = "NAME", description = "The connector.") String name) {
        Printer printer = serai.printer();
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode connector : Printer.items(serai.api().get(CONNECTORS))) {
            if (connector.path("name").asText().equals(name)) {
                found.add(connector);
            }
        }
        if (found.isEmpty()) {
            throw new Failure(
                    Exit.NOT_FOUND,
                    "NOT_FOUND",
                    "There is no connector '" + name + "'. 'serai connector list' lists them.",
                    "");
        }
        Set<String> pages = new HashSet<>();
        for (JsonNode connector : found) {
            String page = connector.path("reference").asText().stripTrailing();
            printer.one(connector, "name", node -> {
                // The same page of a source and a destination is shown once.
                if (pages.add(page)) {
                    printer.line(page);
                }
            });
        }
        return Exit.DONE.status();
    }

    @Command(
            name = "check",
            description =
                    "Asks a source or destination whether it can be reached and lets us in; changes nothing there.",
            footer = {"", "Examples:", "  serai connector check newsletter", "  serai connector check crm"})
    int check(
            @Parameters(paramLabel = "NAME", description = "A source or a destination of the configuration.")
                    String name) {
        JsonNode answer = serai.api().post(CONNECTIONS + Api.encoded(name) + "/check", Api.body());
        serai.printer().done(answer, name + " can be reached and lets us in.");
        return Exit.DONE.status();
    }

    @Command(
            name = "discover",
            description = "The streams a source offers, their fields, some records, and a mapping to begin with.",
            footer = {
                "",
                "Values are masked unless --reveal gives a reason, which the hub logs.",
                "",
                "Examples:",
                "  serai connector discover crm",
                "  serai connector discover crm --reveal 'setting up the CRM' -o json"
            })
    int discover(
            @Parameters(paramLabel = "SOURCE", description = "A source of the configuration.") String name,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Shows values; says why.")
                    Optional<String> reason) {
        Printer printer = serai.printer();
        JsonNode answer =
                serai.api().get(CONNECTIONS + Api.encoded(name) + "/streams", ProfileCommand.revealing(reason));
        printer.one(answer, "streams", node -> node.path("streams").forEach(stream -> view(printer, name, stream)));
        return Exit.DONE.status();
    }

    private static void view(Printer printer, String source, JsonNode stream) {
        printer.heading(source + "." + stream.path("name").asText());
        stream.path("settings").forEach(line -> printer.line("  " + line.asText()));
        printer.line("  fields: " + Table.cell(stream.path("fields")));
        stream.path("samples").forEach(sample -> printer.line("  " + sample));
        printer.line("");
        printer.line(stream.path("mapping").asText().stripTrailing());
    }
}
