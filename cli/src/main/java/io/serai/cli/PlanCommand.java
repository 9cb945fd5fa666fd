package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** What an apply would do. */
@Command(
        name = "plan",
        description =
                "What 'serai apply' would do, with the same options: the hub's changed files, or definitions by -f.",
        footer = {
            "",
            "Nothing is changed. Exit status 3: there are problems, and it could not be done.",
            "",
            "Examples:",
            "  serai plan",
            "  serai plan --output json",
            "  serai plan -f definitions/ --prune"
        })
@SuppressWarnings("NullAway.Init")
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    private Serai serai;

    @Mixin
    private Wanted wanted;

    @Override
    public Integer call() {
        return exit(wanted.plan(serai)).status();
    }

    /** What has problems cannot be done. */
    static Exit exit(JsonNode plan) {
        return plan.path("problems").isEmpty() ? Exit.DONE : Exit.FINDINGS;
    }
}
