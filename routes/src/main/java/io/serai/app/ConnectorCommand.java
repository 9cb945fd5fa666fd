package io.serai.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connectors.FixtureFiles;
import io.serai.connectors.fixture.FixtureRun;
import io.serai.connectors.fixture.FixtureRun.Result;
import io.serai.connectors.fixture.NewConnector;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.route.HttpTransport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writing connectors, without a hub. */
@Command(
        name = "connector",
        description = "Write and try connector definitions, without a hub.",
        mixinStandardHelpOptions = true)
final class ConnectorCommand implements Runnable {
    enum Output {
        table,
        json
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command: new or test.");
    }

    @Command(
            name = "test",
            description = "Try a definition by its fixtures. Exit status 3 if it fails, 5 if there are none.",
            footer = {
                "",
                "Examples:",
                "  serai connector test mailchimp",
                "  serai connector test config/connectors/acme.yaml",
                "  serai connector test acme --config config --output json"
            },
            mixinStandardHelpOptions = true)
    int test(
            @Parameters(
                            paramLabel = "NAME|FILE",
                            description = "A connector that ships or is in the configuration; its file, or a file of"
                                    + " fixtures.")
                    String what,
            @Option(names = "--config", defaultValue = "config", description = "The configuration's folder.")
                    Path config,
            @Option(
                            names = {"-o", "--output"},
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES}; table unless said.")
                    Output output)
            throws Exception {
        Problems problems = new Problems();
        FixtureFiles files = FixtureFiles.find(what, config, problems);
        List<Result> results = new ArrayList<>();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            FixtureRun run = new FixtureRun(files.installed(), new HttpTransport(camel));
            files.texts().forEach((file, text) -> results.addAll(run.run(file, text, problems)));
        }
        List<Problem> found = new ArrayList<>(problems.list());
        results.forEach(result -> result.failure().ifPresent(found::add));
        if (output == Output.json) {
            print(what, results, found);
        } else {
            found.forEach(out()::println);
            long failed = results.stream()
                    .filter(result -> result.failure().isPresent())
                    .count();
            out().println(results.size() + " trials, " + (failed == 0 ? "none" : failed) + " failed.");
        }
        return found.isEmpty() ? 0 : Main.FINDINGS;
    }

    private void print(String what, List<Result> results, List<Problem> problems) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("connector", what);
        ArrayNode trials = json.putArray("trials");
        results.forEach(result -> trials.addObject()
                .put("name", result.name())
                .put("passed", result.failure().isEmpty()));
        ArrayNode all = json.putArray("problems");
        problems.forEach(problem -> all.addObject()
                .put("file", problem.file())
                .put("line", problem.line())
                .put("message", (problem.message() + " " + problem.cure()).strip()));
        out().println(json.toPrettyString());
    }

    @Command(
            name = "new",
            description = "Write a definition to begin with, and its fixtures; never over a file that is there.",
            footer = {
                "",
                "Examples:",
                "  serai connector new acme-mail",
                "  serai connector new acme-crm --source --dir config/connectors",
                "  serai connector test config/connectors/acme-crm.yaml"
            },
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME", description = "The connector's name.") String name,
            @Option(names = "--source", description = "To read from.") boolean source,
            @Option(names = "--destination", description = "To send to; so it is unless said.") boolean destination,
            @Option(
                            names = "--dir",
                            defaultValue = "config/connectors",
                            description = "The folder; ${DEFAULT-VALUE} unless said.")
                    Path folder,
            @Option(
                            names = {"-o", "--output"},
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES}; table unless said.")
                    Output output) {
        if (source && destination) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Choose one of --source and --destination.");
        }
        NewConnector.Side side = source ? NewConnector.Side.SOURCE : NewConnector.Side.DESTINATION;
        List<Path> files = NewConnector.write(name, side, folder);
        if (output == Output.json) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("connector", name);
            files.forEach(file -> json.withArray("files").add(file.toString()));
            out().println(json.toPrettyString());
        } else {
            files.forEach(file -> out().println("Made " + file + "."));
            out().println("Try it: serai connector test " + files.get(0));
        }
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
