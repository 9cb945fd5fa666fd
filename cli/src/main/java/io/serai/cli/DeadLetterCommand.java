package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What could not be imported or delivered, why, and what to do about it. */
@Command(
        name = "dead-letter",
        description = "What could not be imported or delivered, and why.",
        footer = {
            "",
            "Examples:",
            "  serai dead-letter list",
            "  serai dead-letter retry 12",
            "  serai dead-letter retry --name crm"
        })
@SuppressWarnings("NullAway.Init")
final class DeadLetterCommand {
    private static final String LETTERS = "/api/v1/dead-letters";
    private static final Table TABLE =
            Table.of("id", "state", "stage", "name", "code", "field", "reason", "createdAt", "attempts", "position");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "The open ones, unless another state is asked for.",
            footer = {
                "",
                "Examples:",
                "  serai dead-letter list --name crm.contacts",
                "  serai dead-letter list --after 120 -o json"
            })
    int list(
            @Option(names = "--stage", paramLabel = "STAGE", description = "Where it failed.") Optional<String> stage,
            @Option(names = "--name", paramLabel = "NAME", description = "The source stream or sync.")
                    Optional<String> name,
            @Option(names = "--state", defaultValue = "open", paramLabel = "STATE", description = "open unless said.")
                    String state,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "At most so many; 50.")
                    int limit,
            @Option(names = "--after", paramLabel = "ID", description = "Goes on behind this one.")
                    Optional<Long> after) {
        List<String> query = new ArrayList<>(List.of("state=" + Api.encoded(state), "limit=" + limit));
        stage.ifPresent(word -> query.add("stage=" + Api.encoded(word)));
        name.ifPresent(word -> query.add("name=" + Api.encoded(word)));
        after.ifPresent(id -> query.add("after=" + id));
        JsonNode answer = serai.api().get(LETTERS + "?" + String.join("&", query));
        serai.printer().list(answer, TABLE, "No dead letters.");
        return Exit.DONE.status();
    }

    @Command(
            name = "show",
            description = "One, with its raw payload only if you say why you need it.",
            footer = {"", "Example:", "  serai dead-letter show 12 --reveal 'ticket 812'"})
    int show(
            @Parameters(paramLabel = "ID", description = "The dead letter's number.") long id,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Shows the payload.")
                    Optional<String> reason) {
        serai.printer().one(serai.api().get(path(id), ProfileCommand.revealing(reason)), "id");
        return Exit.DONE.status();
    }

    @Command(
            name = "retry",
            description = "Tries one again, or all of a stage or name.",
            footer = {
                "",
                "Examples:",
                "  serai dead-letter retry 12",
                "  serai dead-letter retry --stage import --name crm.contacts"
            })
    int retry(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "The dead letter's number.") Optional<Long> id,
            @Option(names = "--stage", paramLabel = "STAGE", description = "All of this stage.") Optional<String> stage,
            @Option(names = "--name", paramLabel = "NAME", description = "All of this source stream or sync.")
                    Optional<String> name) {
        if (id.isPresent() == (stage.isPresent() || name.isPresent())) {
            throw Failure.usage("Name one dead letter by its number, or many by --stage or --name.");
        }
        ObjectNode body = Api.body();
        stage.ifPresent(word -> body.put("stage", word));
        name.ifPresent(word -> body.put("name", word));
        String path = id.map(DeadLetterCommand::path).orElse(LETTERS) + "/retry";
        serai.printer().one(serai.api().post(path, body), "retried");
        return Exit.DONE.status();
    }

    @Command(
            name = "discard",
            description = "Gives one up; the reason is kept.",
            footer = {"", "Example:", "  serai dead-letter discard 12 --reason 'a test record'"})
    int discard(
            @Parameters(paramLabel = "ID", description = "The dead letter's number.") long id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
                    String reason,
            @Mixin Assent assent) {
        if (!assent.isGiven(serai, "It can never be tried again. Discard dead letter " + id + "?")) {
            return Exit.FAILED.status();
        }
        JsonNode answer = serai.api().post(path(id) + "/discard", Api.body().put("reason", reason));
        serai.printer().done(answer, "Discarded.");
        return Exit.DONE.status();
    }

    private static String path(long id) {
        return LETTERS + "/" + id;
    }
}
