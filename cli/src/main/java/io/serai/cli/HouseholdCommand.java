package io.serai.cli;

import picocli.CommandLine.Command;

/** Households: profiles that share a home and a surname. */
@Command(
        name = "household",
        description = "Households: profiles that share a home and a surname.",
        footer = {
            "",
            "The 'serai profile get' of a member shows the id of its household.",
            "",
            "Examples:",
            "  serai household list",
            "  serai household show 0123456789abcdef0123456789abcdef",
            "  serai household why 17 23"
        })
final class HouseholdCommand extends GroupCommand {
    HouseholdCommand() {
        super("household");
    }
}
