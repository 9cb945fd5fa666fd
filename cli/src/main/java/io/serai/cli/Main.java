package io.serai.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where the command line starts. */
public final class Main {
    private final Surroundings surroundings;
    private final Serai serai;
    private String typed = "";

    Main(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.serai = new Serai(surroundings);
    }

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        int status = new Main(surroundings).run(arguments);
        surroundings.out().flush();
        System.exit(status);
    }

    int run(String... arguments) {
        typed = String.join(" ", arguments);
        return line(root -> Nouns.addTyped(root, new HashSet<>(List.of(arguments))))
                .execute(arguments);
    }

    /** All commands, to be looked at. */
    CommandLine commands() {
        return line(Nouns::addAll);
    }

    private CommandLine line(Consumer<CommandLine> nouns) {
        CommandLine root = new CommandLine(serai);
        nouns.accept(root);
        root.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setUsageHelpWidth(Math.max(80, Math.min(120, surroundings.width())))
                .setUsageHelpAutoWidth(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure))
                .setParameterExceptionHandler((failure, arguments) -> misused(failure));
        root.getCommandSpec().versionProvider(() -> new String[] {isForScripts() ? build() : version()});
        return root;
    }

    private int failed(Exception exception) {
        if (exception instanceof Failure failure) {
            report(failure);
            return failure.exit().status();
        }
        // A defect: whoever reports it needs the trace.
        exception.printStackTrace(surroundings.err());
        return Exit.FAILED.status();
    }

    private int misused(ParameterException exception) {
        report(Failure.usage(String.valueOf(exception.getMessage())));
        if (!isForScripts()) {
            String command = exception.getCommandLine().getCommandSpec().qualifiedName(" ");
            surroundings.err().println("See '" + command + " --help'.");
        }
        return Exit.USAGE.status();
    }

    private void report(Failure failure) {
        if (!isForScripts()) {
            String request = failure.requestId().isEmpty() ? "" : " [request " + failure.requestId() + "]";
            surroundings.err().println("serai: " + failure.message() + " (" + failure.code() + ")" + request);
            return;
        }
        ObjectNode error = Api.body()
                .put("code", failure.code())
                .put("message", failure.message())
                .put("requestId", failure.requestId());
        surroundings.err().println(error);
    }

    /** What is not understood may stand before the option that says how to write, so that was not read. */
    private boolean isForScripts() {
        return serai.output() == OutputFormat.json
                || serai.output() == OutputFormat.jsonl
                || typed.matches("(.* )?(-o[ =]?|--output[ =])jsonl?( .*)?");
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "serai " + (version == null ? "(unpackaged)" : version);
    }

    /** What somebody who helps wants to know. */
    private static String build() {
        return Api.body()
                .put("version", version().replace("serai ", ""))
                .put("java", System.getProperty("java.version"))
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .toString();
    }
}
