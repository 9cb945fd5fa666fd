package io.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Mappings: how a source's records become ours. */
@Command(
        name = "mapping",
        description = "Mappings: how a source's records become ours.",
        footer = {"", "Examples:", "  serai mapping list", "  serai mapping try crm-contact record.json"})
@SuppressWarnings("NullAway.Init")
final class MappingCommand {
    private static final String MAPPINGS = "/api/v1/mappings";

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All mappings, and the fields that each reads.",
            footer = {"", "Example:", "  serai mapping list"})
    int list() {
        serai.printer().list(serai.api().get(MAPPINGS), Table.of("name", "fields"), "No mappings are configured.");
        return Exit.DONE.status();
    }

    @Command(
            name = "try",
            description = "What a mapping makes of a record; nothing is stored.",
            footer = {"", "Example:", "  serai mapping try crm-contact record.json"})
    int attempt(
            @Parameters(paramLabel = "NAME", description = "The mapping.") String name,
            @Parameters(paramLabel = "FILE", description = "A record as a JSON object.") Path file) {
        ObjectNode body = Api.body();
        body.set("record", record(file));
        JsonNode answer = serai.api().post(MAPPINGS + "/" + Api.encoded(name) + "/try", body);
        serai.printer().one(answer, "mapped");
        return answer.path("mapped").asBoolean() ? Exit.DONE.status() : Exit.FINDINGS.status();
    }

    private static JsonNode record(Path file) {
        try {
            return Api.JSON.readTree(DefinitionFiles.text(file));
        } catch (JsonProcessingException e) {
            throw new Failure(Exit.USAGE, "USAGE", file + " is not valid JSON.", "");
        }
    }
}
