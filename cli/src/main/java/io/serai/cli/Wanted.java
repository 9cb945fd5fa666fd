package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What 'plan' and 'apply' are about: definitions in files here, or else the hub's own changed files. */
final class Wanted {
    private static final String DEFINITIONS = "/api/v1/definitions";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "PATH",
            description = "A file, or a folder and those below it, with what is to be defined over the API.")
    private Optional<Path> path = Optional.empty();

    @Option(names = "--prune", description = "Removes what was defined over the API and is not in the folder of -f.")
    private boolean prune;

    /** @throws Failure USAGE if the options contradict each other */
    boolean areDefinitions() {
        if (prune && path.isEmpty()) {
            throw Failure.usage("--prune goes with -f DIR.");
        }
        return path.isPresent();
    }

    /** What would be done, shown; nothing is. */
    JsonNode plan(Serai serai) {
        Printer printer = serai.printer();
        if (areDefinitions()) {
            JsonNode plan = serai.api().post(DEFINITIONS, definitions(serai).put("dry_run", true));
            printer.one(plan, "tag", node -> PlanView.ofDefinitions(printer, node));
            return plan;
        }
        JsonNode plan = serai.api().post("/api/v1/plan", Api.body());
        printer.one(plan, "identity.changed", node -> PlanView.ofFiles(printer, node));
        return plan;
    }

    /**
     * Has the hub do what the plan of definitions said.
     *
     * @throws Failure CONFLICT if somebody has changed something of it since; nothing was done then
     */
    void define(Serai serai, JsonNode plan) {
        serai.api()
                .post(
                        DEFINITIONS,
                        definitions(serai).put("tag", plan.path("tag").asText()));
    }

    private ObjectNode definitions(Serai serai) {
        Path start = serai.surroundings().directory().resolve(path.orElseThrow());
        if (prune && !Files.isDirectory(start)) {
            throw Failure.usage("--prune removes what is not in a folder, so -f must name one.");
        }
        ObjectNode set = Api.body().put("prune", prune);
        DefinitionFiles.read(start).forEach(set.putObject("files")::put);
        return set;
    }
}
