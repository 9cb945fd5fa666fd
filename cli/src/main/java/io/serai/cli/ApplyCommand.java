package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes the hub what is written. */
@Command(
        name = "apply",
        description = "Makes the hub what is written: shows the plan, asks, and does it.",
        footer = {
            "",
            "Without -f that is the hub's own files: their changed schema and match rules wait for it. With -f it is",
            "definitions of yours (segments, traits, mappings, sources, destinations, syncs), which are then defined over",
            "the API: all of them, or none if one has a problem or somebody has changed one since the plan. What stands in",
            "the hub's own files is never changed. Only what a definition says counts, not its comments and layout.",
            "",
            "Exit status 1: it was not done; 3: there are problems, and nothing was done.",
            "",
            "Examples:",
            "  serai apply",
            "  serai apply --yes --no-wait",
            "  serai apply -f definitions/ --dry-run",
            "  serai apply -f definitions/ --prune --yes"
        })
@SuppressWarnings("NullAway.Init")
final class ApplyCommand implements Callable<Integer> {
    @ParentCommand
    private Serai serai;

    @Mixin
    private Wanted wanted;

    @Option(names = "--dry-run", description = "Only shows the plan, as 'serai plan' does.")
    private boolean dryRun;

    @Mixin
    private Assent assent;

    @Mixin
    private Waiting waiting;

    @Override
    public Integer call() {
        if (dryRun) {
            return PlanCommand.exit(wanted.plan(serai)).status();
        }
        assent.requireSomebody(serai);
        return wanted.areDefinitions() ? define() : applyFiles();
    }

    private int define() {
        JsonNode plan = wanted.plan(serai);
        Exit exit = PlanCommand.exit(plan);
        boolean empty =
                PlanView.count(plan, "unchanged") == plan.path("definitions").size();
        if (exit != Exit.DONE || empty) {
            return exit.status();
        }
        if (!assent.isGiven(serai, "Apply this?")) {
            return Exit.FAILED.status();
        }
        wanted.define(serai, plan);
        serai.printer().talk("Applied.");
        return Exit.DONE.status();
    }

    private int applyFiles() {
        // Planning takes as long as applying, so it is left out if nobody is asked.
        if (assent.isAsked()) {
            wanted.plan(serai);
        }
        if (!assent.isGiven(serai, "Apply this?")) {
            return Exit.FAILED.status();
        }
        return new Runs(serai)
                .follow(serai.api().post("/api/v1/apply", Api.body()), waiting.isOn(), OptionalLong.empty());
    }
}
