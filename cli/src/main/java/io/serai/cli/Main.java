package io.serai.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where the command line starts. */
public final class Main {
    private final Serai serai;
    private final CommandLine commands;

    Main(Surroundings surroundings) {
        serai = new Serai(surroundings);
        commands = new CommandLine(serai)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setUsageHelpWidth(Math.max(80, Math.min(120, surroundings.width())))
                .setUsageHelpAutoWidth(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure))
                .setParameterExceptionHandler((failure, arguments) -> misused(failure));
        commands.getCommandSpec().versionProvider(() -> new String[] {version()});
    }

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        int status = new Main(surroundings).run(arguments);
        surroundings.out().flush();
        System.exit(status);
    }

    int run(String... arguments) {
        return commands.execute(arguments);
    }

    CommandLine commands() {
        return commands;
    }

    private int failed(Exception exception) {
        if (exception instanceof Failure failure) {
            report(failure);
            return failure.exit().status();
        }
        // A defect: whoever reports it needs the trace.
        exception.printStackTrace(commands.getErr());
        return Exit.FAILED.status();
    }

    private int misused(ParameterException exception) {
        report(Failure.usage(String.valueOf(exception.getMessage())));
        if (serai.output() == OutputFormat.table) {
            String command = exception.getCommandLine().getCommandSpec().qualifiedName(" ");
            commands.getErr().println("See '" + command + " --help'.");
        }
        return Exit.USAGE.status();
    }

    private void report(Failure failure) {
        if (serai.output() == OutputFormat.table || serai.output() == OutputFormat.yaml) {
            String request = failure.requestId().isEmpty() ? "" : " [request " + failure.requestId() + "]";
            commands.getErr().println("serai: " + failure.message() + " (" + failure.code() + ")" + request);
            return;
        }
        ObjectNode error = Api.body()
                .put("code", failure.code())
                .put("message", failure.message())
                .put("requestId", failure.requestId());
        commands.getErr().println(error);
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "serai " + (version == null ? "(unpackaged)" : version);
    }
}
