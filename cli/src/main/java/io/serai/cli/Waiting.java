package io.serai.cli;

import picocli.CommandLine.Option;

/** Whether a command that starts a run waits for its end; it does unless told not to. */
final class Waiting {
    @Option(
            names = "--no-wait",
            negatable = true,
            description = "Ends as soon as the hub has begun; --wait is the usual.")
    private boolean noWait;

    boolean isOn() {
        return !noWait;
    }
}
