package io.serai.app.identity;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Matching on files. */
@Command(
        name = "identity",
        description = "Find out which records of a file are one person, without a hub.",
        subcommands = {ResolveCommand.class, TrainCommand.class, AuditCommand.class, ImportSplinkCommand.class},
        mixinStandardHelpOptions = true)
public final class IdentityCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Name a command: resolve, train, audit or import-splink.");
    }
}
