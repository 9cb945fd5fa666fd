package io.serai.cli;

import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Does what the plan shows. */
@Command(
        name = "apply",
        description = "Shows the plan, asks, and does it.",
        footer = {"", "Examples:", "  serai apply", "  serai apply --yes --no-wait"})
@SuppressWarnings("NullAway.Init")
final class ApplyCommand implements Callable<Integer> {
    @ParentCommand
    private Serai serai;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Mixin
    private Waiting waiting;

    @Override
    public Integer call() {
        if (!yes && !isAgreed()) {
            return Exit.FAILED.status();
        }
        return new Runs(serai)
                .follow(serai.api().post("/api/v1/apply", Api.body()), waiting.isOn(), OptionalLong.empty());
    }

    private boolean isAgreed() {
        Confirmation confirmation = new Confirmation(serai, "Look at 'serai plan', then give --yes.");
        confirmation.requireSomebody();
        PlanCommand.plan(serai);
        return confirmation.isGiven("Apply this?");
    }
}
