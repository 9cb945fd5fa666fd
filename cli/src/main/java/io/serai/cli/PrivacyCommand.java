package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What people ask of whoever holds their data, and what became of it. */
@Command(
        name = "privacy",
        description = "What people ask about their data: kept with the law's due date until it is done.",
        footer = {
            "",
            "Examples:",
            "  serai privacy open erasure email:ann@example.com --received 2026-11-20",
            "  serai privacy list --state open",
            "  serai privacy fulfil 12 --note 'told by letter'"
        })
@SuppressWarnings("NullAway.Init")
final class PrivacyCommand {
    private static final String REQUESTS = "/api/v1/privacy/requests";
    private static final Table TABLE = Table.of(
            "id", "kind", "due", "overdue", "state", "namespace", "identifier", "law", "received", "closed.by");

    @ParentCommand
    private Serai serai;

    /** What is asked for; named as typed. */
    enum Kind {
        access,
        erasure,
        objection,
        rectification
    }

    /** Which law says how long it may take; named as typed. */
    enum Law {
        gdpr,
        ccpa
    }

    /** How far it is; named as typed. */
    enum State {
        open,
        fulfilled,
        refused
    }

    @Command(
            name = "open",
            description = "Keeps what somebody asks: a month by the GDPR, 45 days by the CCPA from the day it came.",
            footer = {
                "",
                "Examples:",
                "  serai privacy open access email:ann@example.com",
                "  serai privacy open objection phone:+493012345678 --law ccpa --received 2026-11-20"
            })
    int open(
            @Parameters(paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.") Kind kind,
            @Parameters(paramLabel = "IDENTIFIER", description = "NAMESPACE:VALUE.") String identifier,
            @Option(
                            names = "--law",
                            defaultValue = "gdpr",
                            paramLabel = "LAW",
                            description = "${COMPLETION-CANDIDATES}; gdpr unless said.")
                    Law law,
            @Option(names = "--received", paramLabel = "DAY", description = "The day it came; today unless said.")
                    Optional<String> received) {
        ObjectNode body =
                Profiles.identifier(identifier).put("kind", kind.name()).put("law", law.name());
        received.ifPresent(day -> body.put("received", day));
        JsonNode answer = serai.api().post(REQUESTS, body);
        serai.printer()
                .done(
                        answer,
                        "Request " + answer.path("id").asText() + ", due on "
                                + answer.path("due").asText() + ".");
        return Exit.DONE.status();
    }

    @Command(
            name = "list",
            description = "Requests, what was opened last first. Exit status 3 if one is overdue.",
            footer = {"", "Examples:", "  serai privacy list", "  serai privacy list --state open"})
    int list(
            @Option(names = "--state", paramLabel = "STATE", description = "Only ${COMPLETION-CANDIDATES}.")
                    Optional<State> state,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many; 100 unless said.")
                    Optional<Integer> limit) {
        String query = "?limit=" + limit.orElse(100)
                + state.map(word -> "&state=" + word.name()).orElse("");
        JsonNode answer = serai.api().get(REQUESTS + query);
        serai.printer().list(answer, TABLE, "No requests.");
        boolean overdue = Printer.items(answer).stream()
                .anyMatch(request -> request.path("overdue").asBoolean());
        return (overdue ? Exit.FINDINGS : Exit.DONE).status();
    }

    @Command(
            name = "show",
            description = "One, with the profiles that hold the identifier now.",
            footer = {"", "Examples:", "  serai privacy show 12", "  serai privacy show 12 --reveal 'to answer it'"})
    int show(
            @Parameters(paramLabel = "ID", description = "As 'serai privacy list' says.") long id,
            @Option(
                            names = "--reveal",
                            paramLabel = "REASON",
                            description = "Shows the identifier; the reason is kept.")
                    Optional<String> reveal) {
        Map<String, String> headers =
                reveal.map(reason -> Map.of("X-Serai-Reveal", reason)).orElse(Map.of());
        serai.printer().one(serai.api().get(REQUESTS + "/" + id, headers), "id");
        return Exit.DONE.status();
    }

    @Command(
            name = "fulfil",
            description = {
                "Closes one as done. An objection blocks the identifier from being sent; an erasure from being stored,",
                "too, and has destinations erase. What is asked for with access or rectification is done before."
            },
            footer = {"", "Examples:", "  serai privacy fulfil 12", "  serai privacy fulfil 12 --note 'by letter' --yes"
            })
    int fulfil(
            @Parameters(paramLabel = "ID", description = "As 'serai privacy list' says.") long id,
            @Option(names = "--note", paramLabel = "TEXT", description = "How it was done.") Optional<String> note,
            @Mixin Assent assent) {
        JsonNode request = serai.api().get(REQUESTS + "/" + id);
        if (!assent.isGiven(serai, "Request " + id + ": " + request.path("kind").asText() + ". Is it to be done?")) {
            return Exit.FAILED.status();
        }
        ObjectNode body = Api.body();
        note.ifPresent(text -> body.put("note", text));
        serai.printer().done(serai.api().post(REQUESTS + "/" + id + "/fulfil", body), "Done.");
        return Exit.DONE.status();
    }

    @Command(
            name = "refuse",
            description = "Closes one without doing it.",
            footer = {"", "Example:", "  serai privacy refuse 12 --reason 'nobody could say who they are'"})
    int refuse(
            @Parameters(paramLabel = "ID", description = "As 'serai privacy list' says.") long id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
                    String reason) {
        JsonNode answer =
                serai.api().post(REQUESTS + "/" + id + "/refuse", Api.body().put("reason", reason));
        serai.printer().done(answer, "Refused.");
        return Exit.DONE.status();
    }
}
