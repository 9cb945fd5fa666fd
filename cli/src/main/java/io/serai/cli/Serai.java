package io.serai.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: what every command needs of the hub and of the terminal. */
@Command(
        name = "serai",
        description = "Asks and steers a Serai hub.",
        footer = {
            "",
            "Run by the launcher itself, without a hub: demo, start, validate, config, keys, add, test, bench, of",
            "connector: new, test, and of identity: resolve, train, audit, import-splink.",
            "",
            "Examples:",
            "  serai status",
            "  serai import customers.csv --mapping crm-customer",
            "  serai profile get email:ann@example.com",
            "  serai sync run newsletter --output json",
            "",
            "Exit status: 0 done, 1 failed, 2 usage, 3 finished with findings, 4 not allowed, 5 not found,",
            "6 no hub answers, 130 interrupted."
        })
final class Serai {
    private final Surroundings surroundings;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "Where the hub listens; unless said, SERAI_URL, the context or http://127.0.0.1:8080.")
    private String url = "";

    @Option(
            names = "--context",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "A hub by its name; SERAI_CONTEXT or the one in use unless said. See 'serai context'.")
    private String context = "";

    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            paramLabel = "FROM",
            description =
                    "Where an API key or token is: '{{env:NAME}}', '{{file:PATH}}' or - for stdin; SERAI_TOKEN, the"
                            + " context's or the file api-token in the data folder unless said.")
    private String token = "";

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description =
                    "The hub's data folder, when it is on this machine; SERAI_DATA, .serai/data, or else the demo's, unless said.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; table unless said. JSON keys are the API's.")
    private OutputFormat output = OutputFormat.table;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Only ids and names; no progress.")
    private boolean quiet;

    @Option(
            names = "--columns",
            scope = ScopeType.INHERIT,
            split = ",",
            paramLabel = "FIELD",
            description = "The columns of a list, with commas between, by the fields of its JSON such as counts.read.")
    private List<String> columns = List.of();

    @Option(names = "--no-headers", scope = ScopeType.INHERIT, description = "Tables without their first line.")
    private boolean noHeaders;

    @Option(
            names = "--color",
            scope = ScopeType.INHERIT,
            paramLabel = "WHEN",
            description = "${COMPLETION-CANDIDATES}; auto unless said, which honours NO_COLOR.")
    private ColorChoice color = ColorChoice.auto;

    @SuppressWarnings("unused") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    @SuppressWarnings("unused") // picocli reads it
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version and ends.")
    private boolean version;

    Serai(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Api api() {
        return api(Api.PATIENCE);
    }

    /** @param patience for how long an answer is waited for */
    Api api(Duration patience) {
        Hub hub = hub();
        return new Api(hub.url(), hub.token().get(), patience);
    }

    /** The hub that this command is for. */
    Hub hub() {
        return Hub.find(hubOptions(), surroundings);
    }

    /** The hub of a context. */
    Hub hubOf(String name) {
        return Hub.find(new Hub.Options("", token, name, data), surroundings);
    }

    /** What was said of the hub on the command line. */
    Hub.Options hubOptions() {
        return new Hub.Options(url, token, context, data);
    }

    Printer printer() {
        return new Printer(surroundings, output, quiet, noHeaders, columns, color.isOn(surroundings));
    }

    Surroundings surroundings() {
        return surroundings;
    }

    OutputFormat output() {
        return output;
    }

    boolean isQuiet() {
        return quiet;
    }
}
