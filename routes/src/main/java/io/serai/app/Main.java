package io.serai.app;

import io.serai.app.demo.DemoCommand;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The hub's command line. Exit status: 0 all is well, 1 it failed, 2 it was called wrongly, 3 the input has findings. */
@Command(
        name = "serai-hub",
        description = "The Serai hub: start it, or check its configuration.",
        subcommands = {
            StartCommand.class,
            ValidateCommand.class,
            ConfigCommand.class,
            KeysCommand.class,
            DemoCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main implements Runnable {
    /** Exit status of a command whose input has findings. */
    static final int FINDINGS = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
    }

    /** The command line, for those who add commands or run it in their own process. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof SeraiException known) {
                command.getErr().println(known.code() + ": " + known.getMessage());
                return known.code() == ErrorCode.CONFIG_INVALID ? FINDINGS : 1;
            }
            throw failure;
        });
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
