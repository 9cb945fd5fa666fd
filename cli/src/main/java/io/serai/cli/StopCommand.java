package io.serai.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Ends the hub in good order. */
@Command(
        name = "stop",
        description = "Ends the hub: batches under way are finished first.",
        footer = {"", "Example:", "  serai stop"})
@SuppressWarnings("NullAway.Init")
final class StopCommand implements Callable<Integer> {
    @ParentCommand
    private Serai serai;

    @Override
    public Integer call() {
        serai.api().post("/api/v1/shutdown", Api.body());
        serai.printer().talk("The hub is draining and will end.");
        return Exit.DONE.status();
    }
}
