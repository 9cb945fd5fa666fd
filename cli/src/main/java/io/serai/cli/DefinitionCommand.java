package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Whatever is defined, in the hub's files or over the API. */
@Command(
        name = "definition",
        description = "Whatever is defined, in the hub's files or over the API: segments, traits, syncs and the rest.",
        footer = {
            "",
            "'serai apply -f' defines over the API.",
            "",
            "Examples:",
            "  serai definition list --kind sync",
            "  serai definition show segment vip",
            "  serai definition versions segment vip"
        })
@SuppressWarnings("NullAway.Init")
final class DefinitionCommand {
    private static final String KIND = "segment, trait, mapping, source, destination or sync.";
    private static final Table TABLE = Table.of("name", "kind", "version", "file", "problems.0.message");

    /** The kinds that are defined over the API; named as typed. */
    enum Kind {
        segment,
        trait,
        mapping,
        source,
        destination,
        sync
    }

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "Everything there is, where it stands, and what is wrong with it.",
            footer = {"", "Examples:", "  serai definition list", "  serai definition list --kind segment --quiet"})
    int list(
            @Option(names = "--kind", paramLabel = "KIND", description = "Only of this kind, such as segment.")
                    Optional<String> kind) {
        String query = kind.map(word -> "?kind=" + Api.encoded(word)).orElse("");
        serai.printer().list(serai.api().get("/api/v1/definitions" + query), TABLE, "Nothing is defined.");
        return Exit.DONE.status();
    }

    @Command(
            name = "show",
            description = "One as YAML, wherever it stands.",
            footer = {
                "",
                "Examples:",
                "  serai definition show segment vip",
                "  serai definition show sync newsletter -o json"
            })
    int show(
            @Parameters(paramLabel = "KIND", description = KIND) Kind kind,
            @Parameters(paramLabel = "NAME", description = "What it is called.") String name) {
        Printer printer = serai.printer();
        printer.one(
                serai.api().get(path(kind, name) + "/definition"),
                "name",
                answer -> printer.line(answer.path("yaml").asText().stripTrailing()));
        return Exit.DONE.status();
    }

    @Command(
            name = "versions",
            description = "Its versions made over the API, the newest first.",
            footer = {"", "Example:", "  serai definition versions segment vip"})
    int versions(
            @Parameters(paramLabel = "KIND", description = KIND) Kind kind,
            @Parameters(paramLabel = "NAME", description = "What it is called.") String name) {
        serai.printer()
                .list(
                        serai.api().get(path(kind, name) + "/versions"),
                        Table.of("version", "at", "actor"),
                        "It was never defined over the API.");
        return Exit.DONE.status();
    }

    @Command(
            name = "remove",
            description = "Removes what was defined over the API, unless something else builds on it.",
            footer = {
                "",
                "Members of a segment exit, values of a trait are deleted; what a source brought and what a destination",
                "holds stays.",
                "",
                "Example:",
                "  serai definition remove segment vip"
            })
    int remove(
            @Parameters(paramLabel = "KIND", description = KIND) Kind kind,
            @Parameters(paramLabel = "NAME", description = "What it is called.") String name,
            @Mixin Assent assent) {
        if (!assent.isGiven(serai, "Remove the " + kind + " '" + name + "'?")) {
            return Exit.FAILED.status();
        }
        JsonNode answer = serai.api().delete(path(kind, name) + "/definition");
        serai.printer().done(answer, "Removed.");
        return Exit.DONE.status();
    }

    private static String path(Kind kind, String name) {
        return "/api/v1/" + kind + "s/" + Api.encoded(name);
    }
}
