package io.serai.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Destinations: the accounts that syncs send to. */
@Command(
        name = "destination",
        description = "Destinations: the accounts that syncs send to.",
        footer = {
            "",
            "'serai connector check' asks one whether it can be reached; 'serai definition show' says how it is defined.",
            "",
            "Example:",
            "  serai destination list"
        })
@SuppressWarnings("NullAway.Init")
final class DestinationCommand {
    private static final Table TABLE =
            Table.of("name", "connector", "state", "usedBySyncs", "failure.errorCode", "failure.error");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All destinations, how they stand, and the syncs that send to them.",
            footer = {"", "Example:", "  serai destination list -o json"})
    int list() {
        serai.printer().list(serai.api().get("/api/v1/destinations"), TABLE, "No destinations are defined.");
        return Exit.DONE.status();
    }
}
