package io.serai.cli;

import java.io.IOException;
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
            serai.printer().talk("Nothing was changed.");
            return Exit.FAILED.status();
        }
        return new Runs(serai)
                .follow(serai.api().post("/api/v1/apply", Api.body()), waiting.isOn(), OptionalLong.empty());
    }

    private boolean isAgreed() {
        if (!serai.surroundings().isInTerminal()) {
            throw Failure.usage("Nobody is there to ask. Look at 'serai plan', then give --yes.");
        }
        PlanCommand.plan(serai);
        serai.surroundings().err().print("Apply this? [yes/no] ");
        serai.surroundings().err().flush();
        try {
            return "yes".equals(serai.surroundings().in().readLine());
        } catch (IOException e) {
            return false;
        }
    }
}
