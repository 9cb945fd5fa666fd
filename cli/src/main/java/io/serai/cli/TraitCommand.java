package io.serai.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Traits, those of the profile schema and those computed. */
@Command(
        name = "trait",
        description = "Traits, those of the profile schema and those computed.",
        footer = {"", "Examples:", "  serai trait list", "  serai trait show lifetime_revenue"})
@SuppressWarnings("NullAway.Init")
final class TraitCommand {
    private static final String TRAITS = "/api/v1/traits";
    private static final Table TABLE = Table.of(
            "name", "type", "origin", "filled", "state", "computedAt", "lag", "errorCode", "definition", "error");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All traits, and how many profiles have each.",
            footer = {"", "Example:", "  serai trait list"})
    int list() {
        serai.printer().list(serai.api().get(TRAITS), TABLE, "The profile schema has no traits.");
        return Exit.DONE.status();
    }

    @Command(
            name = "show",
            description = "One trait.",
            footer = {"", "Example:", "  serai trait show lifetime_revenue"})
    int show(@Parameters(paramLabel = "NAME", description = "The trait.") String name) {
        serai.printer().one(serai.api().get(TRAITS + "/" + Api.encoded(name)), "name");
        return Exit.DONE.status();
    }
}
