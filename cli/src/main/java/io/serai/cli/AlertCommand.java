package io.serai.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Who is told what needs somebody. */
@Command(
        name = "alert",
        description = "Who is told what needs somebody, by mail, webhook or Slack.",
        footer = {"", "Examples:", "  serai alert list", "  serai alert test on-call"})
@SuppressWarnings("NullAway.Init")
final class AlertCommand {
    private static final String ALERTS = "/api/v1/alerts";
    private static final Table TABLE = Table.of("name", "channel", "atLeast", "waiting", "toldAt", "error");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All alerts: when each last told something, and what it has yet to tell.",
            footer = {"", "Example:", "  serai alert list -o json"})
    int list() {
        serai.printer().list(serai.api().get(ALERTS), TABLE, "Nobody is told anything.");
        return Exit.DONE.status();
    }

    @Command(
            name = "test",
            description = "Has an alert tell that it works.",
            footer = {"", "Exit status 1: it did not arrive.", "", "Example:", "  serai alert test on-call"})
    int test(@Parameters(paramLabel = "NAME", description = "The alert.") String name) {
        serai.printer()
                .done(
                        serai.api().post(ALERTS + "/" + Api.encoded(name) + "/test", Api.body()),
                        "It was taken: look where it should have arrived.");
        return Exit.DONE.status();
    }
}
