package io.serai.cli;

import picocli.CommandLine.Command;

/** Accounts: profiles that belong to one organisation. */
@Command(
        name = "account",
        description = "Accounts: profiles that belong to one organisation.",
        footer = {
            "",
            "The 'serai profile get' of a member shows the id of its account.",
            "",
            "Examples:",
            "  serai account list",
            "  serai account show 0123456789abcdef0123456789abcdef",
            "  serai account why 17 email:ann@acme.example"
        })
final class AccountCommand extends GroupCommand {
    AccountCommand() {
        super("account");
    }
}
