package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Identifiers that must not be sent to, or not even be taken in. */
@Command(
        name = "suppression",
        description = "Identifiers never to be sent to, or never to be taken in.",
        footer = {"", "Example:", "  serai suppression add email:ann@example.com --reason 'asked by letter'"})
@SuppressWarnings("NullAway.Init")
final class SuppressionCommand {
    @ParentCommand
    private Serai serai;

    @Command(
            name = "add",
            description = "From now on; destinations that hold the person let go of them.",
            footer = {
                "",
                "Examples:",
                "  serai suppression add email:ann@example.com --reason 'asked by letter'",
                "  serai suppression add phone:+493012345678 --scope ingest --reason 'test number'"
            })
    int add(
            @Parameters(paramLabel = "IDENTIFIER", description = "NAMESPACE:VALUE.") String identifier,
            @Option(
                            names = "--scope",
                            defaultValue = "send",
                            paramLabel = "SCOPE",
                            description = "send: never sent anywhere; ingest: records with it are not stored. send.")
                    String scope,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
                    String reason) {
        JsonNode answer = serai.api()
                .post(
                        "/api/v1/suppressions",
                        Profiles.identifier(identifier).put("scope", scope).put("reason", reason));
        serai.printer().done(answer, "Suppressed.");
        return Exit.DONE.status();
    }

    @Command(
            name = "remove",
            description = "Lifts it.",
            footer = {"", "Example:", "  serai suppression remove email:ann@example.com"})
    int remove(@Parameters(paramLabel = "IDENTIFIER", description = "NAMESPACE:VALUE.") String identifier) {
        JsonNode answer = serai.api().post("/api/v1/suppressions/remove", Profiles.identifier(identifier));
        serai.printer().done(answer, answer.path("removed").asBoolean(true) ? "Removed." : "There was none.");
        return Exit.DONE.status();
    }
}
