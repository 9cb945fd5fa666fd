package io.serai.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What the hub did and does: imports, segment builds, syncs. */
@Command(
        name = "run",
        description = "What the hub did and does, with its books.",
        footer = {"", "Examples:", "  serai run list --kind sync --limit 5", "  serai run show 42"})
@SuppressWarnings("NullAway.Init")
final class RunCommand {
    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "The newest runs first.",
            footer = {"", "Examples:", "  serai run list", "  serai run list --kind import --name crm.contacts -o jsonl"
            })
    int list(
            @Option(names = "--kind", paramLabel = "KIND", description = "import, segment, sync or identity.")
                    Optional<String> kind,
            @Option(names = "--name", paramLabel = "NAME", description = "Of one source stream, segment or sync.")
                    Optional<String> name,
            @Option(names = "--limit", defaultValue = "20", paramLabel = "N", description = "At most so many; 20.")
                    int limit) {
        List<String> query = new ArrayList<>(List.of("limit=" + limit));
        kind.ifPresent(word -> query.add("kind=" + Api.encoded(word)));
        name.ifPresent(word -> query.add("name=" + Api.encoded(word)));
        serai.printer().list(serai.api().get("/api/v1/runs?" + String.join("&", query)), Runs.TABLE, "No runs.");
        return Exit.DONE.status();
    }

    @Command(
            name = "show",
            description = "One run and its books.",
            footer = {"", "Examples:", "  serai run show 42", "  serai run show 42 --output json"})
    int show(@Parameters(paramLabel = "ID", description = "The run's number.") String id) {
        new Runs(serai).show(serai.api().get(Runs.path(id)));
        return Exit.DONE.status();
    }
}
