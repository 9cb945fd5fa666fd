package io.serai.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Profiles and events as files. */
@Command(
        name = "export",
        description = "Profiles and events as files.",
        footer = {
            "",
            "Personal data is masked unless you say why you need it; the hub's audit trail keeps the reason.",
            "",
            "Examples:",
            "  serai export profiles --segment vip --fields id,email,country --to vip.csv --reveal 'ticket 812'",
            "  serai export events --types order_completed --from 2026-01-01T00:00:00Z --format parquet --to orders.parquet"
        })
@SuppressWarnings("NullAway.Init")
final class ExportCommand {
    private static final String EXPORTS = "/api/v1/exports/";

    @ParentCommand
    private Serai serai;

    /** What both exports take. */
    @SuppressWarnings("NullAway.Init")
    static final class Shape {
        @Option(names = "--segment", paramLabel = "NAME", description = "Of its members; of everyone unless said.")
        private Optional<String> segment;

        @Option(names = "--fields", split = ",", paramLabel = "FIELD", description = "The columns, in this order.")
        private List<String> fields = List.of();

        @Option(names = "--format", paramLabel = "FORMAT", description = "csv, jsonl or parquet; csv unless said.")
        private Optional<String> format;

        @Option(names = "--to", paramLabel = "FILE", description = "There when it is whole; stdout unless said.")
        private Optional<Path> file;

        /** Refuses what a terminal cannot take. */
        ObjectNode body() {
            if (file.isEmpty() && format.equals(Optional.of("parquet"))) {
                throw Failure.usage("Parquet is no text: name a file by --to.");
            }
            ObjectNode body = Api.body();
            segment.ifPresent(name -> body.put("segment", name));
            names(body, "fields", fields);
            format.ifPresent(word -> body.put("format", word));
            return body;
        }
    }

    private static void names(ObjectNode body, String field, List<String> names) {
        if (!names.isEmpty()) {
            ArrayNode list = body.putArray(field);
            names.forEach(list::add);
        }
    }

    @Command(
            name = "profiles",
            description = "Profiles, with traits, identifiers, consents and segments as columns.",
            footer = {"", "Example:", "  serai export profiles --segment vip --fields id,country --to vip.csv"})
    int profiles(
            @Mixin Shape shape,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Personal data unmasked.")
                    Optional<String> reason) {
        new Download(serai).fetch(EXPORTS + "profiles", shape.body(), ProfileCommand.revealing(reason), shape.file);
        return Exit.DONE.status();
    }

    @Command(
            name = "events",
            description = "Events, with their properties as one column or as columns of their own.",
            footer = {
                "",
                "Examples:",
                "  serai export events --format jsonl --to events.jsonl",
                "  serai export events --types order_completed --fields profile_id,time,revenue"
            })
    int events(
            @Mixin Shape shape,
            @Option(names = "--types", split = ",", paramLabel = "TYPE", description = "Of these types only.")
                    List<String> types,
            @Option(names = "--from", paramLabel = "MOMENT", description = "The earliest, as 2026-01-01T00:00:00Z.")
                    Optional<String> from,
            @Option(names = "--until", paramLabel = "MOMENT", description = "The moment before which they happened.")
                    Optional<String> until) {
        ObjectNode body = shape.body();
        names(body, "types", types == null ? List.of() : types);
        from.ifPresent(moment -> body.put("from", moment));
        until.ifPresent(moment -> body.put("to", moment));
        new Download(serai).fetch(EXPORTS + "events", body, Map.of(), shape.file);
        return Exit.DONE.status();
    }
}
