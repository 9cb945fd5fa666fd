package io.serai.app;

import io.serai.app.demo.DemoCommand;
import io.serai.app.identity.IdentityCommand;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The hub's command line. Exit status: 0 all is well, 1 it failed, 2 it was called wrongly, 3 the input has findings, 5 what
 * was named is not there.
 */
@Command(
        name = "serai-hub",
        description = "The Serai hub: start it, or check its configuration.",
        subcommands = {
            StartCommand.class,
            ValidateCommand.class,
            ConfigCommand.class,
            ConnectorCommand.class,
            IdentityCommand.class,
            KeysCommand.class,
            DemoCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main implements Runnable {
    /** Exit status of a command whose input has findings. */
    static final int FINDINGS = 3;

    /** Exit status of a command that does not find what was named. */
    static final int NOT_FOUND = 5;

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
                return status(known.code());
            }
            throw failure;
        });
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case CONFIG_INVALID -> FINDINGS;
            case USAGE -> CommandLine.ExitCode.USAGE;
            case NOT_FOUND -> NOT_FOUND;
            default -> CommandLine.ExitCode.SOFTWARE;
        };
    }

    public static void main(String[] args) {
        // Whatever the machine's language is: what is written may be read by another.
        System.exit(commandLine()
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(args));
    }
}
