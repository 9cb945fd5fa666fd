package io.serai.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: what every command needs of the hub and of the terminal. */
@Command(
        name = "serai",
        description = "Asks and steers a Serai hub.",
        subcommands = {
            StatusCommand.class,
            DoctorCommand.class,
            TopCommand.class,
            ConsoleCommand.class,
            RunCommand.class,
            ImportCommand.class,
            ProfileCommand.class,
            IdentityCommand.class,
            HouseholdCommand.class,
            AccountCommand.class,
            TraitCommand.class,
            SegmentCommand.class,
            ExportCommand.class,
            InsightCommand.class,
            SyncCommand.class,
            SourceCommand.class,
            RouteCommand.class,
            AlertCommand.class,
            MappingCommand.class,
            ConnectorCommand.class,
            DeadLetterCommand.class,
            SuppressionCommand.class,
            KeyCommand.class,
            AuditCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            StopCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Run by the launcher itself, without a hub: demo, start, validate, config, test, bench, and of identity:",
            "resolve, train, audit, import-splink.",
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
            description = "Where the hub listens; SERAI_URL or http://127.0.0.1:8080 unless said.")
    private String url = "";

    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            paramLabel = "TOKEN",
            description = "An API key or token; SERAI_TOKEN or the file api-token in the data folder unless said.")
    private String token = "";

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description =
                    "The hub's data folder, when it is on this machine; .serai/data, or else the demo's, unless said.")
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
        return new Api(base(), token());
    }

    Printer printer() {
        return new Printer(surroundings, output, quiet, noHeaders, color.isOn(surroundings));
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

    private URI base() {
        String address = url.isEmpty() ? surroundings.text("SERAI_URL", "http://127.0.0.1:8080") : url;
        if (!address.matches("https?://[^/?#\\s]+/?")) {
            throw Failure.usage("The hub's address must look like http://127.0.0.1:8080; see --url.");
        }
        return URI.create(address);
    }

    /** Empty if there is none: the hub then says what it wants. */
    private String token() {
        String given = token.isEmpty() ? surroundings.text("SERAI_TOKEN", "") : token;
        Optional<Path> known = folders()
                .map(folder -> surroundings.directory().resolve(folder).resolve("api-token"))
                .filter(Files::exists)
                .findFirst();
        if (!given.isEmpty() || known.isEmpty()) {
            return given;
        }
        Path file = known.get();
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new Failure(
                    Exit.ACCESS, "NOT_AUTHENTICATED", "The token in " + file + " cannot be read; see --token.", "");
        }
    }

    private Stream<Path> folders() {
        return data.map(Stream::of).orElse(Stream.of(Path.of(".serai", "data"), Path.of(".serai", "demo", "data")));
    }
}
