package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Possible matches: looked through and decided. */
@Command(
        name = "review",
        description = "Possible matches that wait for a person.",
        footer = {
            "",
            "Examples:",
            "  serai identity review list",
            "  serai identity why 4 9",
            "  serai identity review accept 4 9 --reason 'asked by phone'"
        })
@SuppressWarnings("NullAway.Init")
final class ReviewCommand {
    private static final Table PAIRS = Table.of("one", "other", "weight", "profile", "otherProfile");

    @ParentCommand
    private IdentityCommand identity;

    @Command(
            name = "list",
            description = "Some of the possible matches, and where the list goes on.",
            footer = {"", "Examples:", "  serai identity review list", "  serai identity review list --after 2000"})
    int list(
            @Option(names = "--after", defaultValue = "0", paramLabel = "N", description = "Goes on after this record.")
                    long after,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "About how many; 50.")
                    int limit) {
        Printer printer = identity.serai().printer();
        JsonNode page = identity.serai().api().get(IdentityCommand.PATH + "review?after=" + after + "&limit=" + limit);
        printer.one(page, "next", node -> {
            List<JsonNode> pairs = new ArrayList<>();
            node.path("pairs").forEach(pairs::add);
            printer.table(pairs, PAIRS);
            if (node.path("next").asLong() != 0) {
                printer.line("more: serai identity review list --after "
                        + node.path("next").asText());
            }
        });
        return Exit.DONE.status();
    }

    @Command(
            name = "accept",
            description = "The two records are one person, for good.",
            footer = {"", "Example:", "  serai identity review accept 4 9 --reason 'asked by phone'"})
    int accept(
            @Parameters(index = "0", paramLabel = "A", description = "A record's number.") long one,
            @Parameters(index = "1", paramLabel = "B", description = "Another record's number.") long other,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
                    String reason) {
        return decide(one, other, "accept", reason);
    }

    @Command(
            name = "refuse",
            description = "The two records are two people, for good.",
            footer = {"", "Example:", "  serai identity review refuse 4 9 --reason 'father and son'"})
    int refuse(
            @Parameters(index = "0", paramLabel = "A", description = "A record's number.") long one,
            @Parameters(index = "1", paramLabel = "B", description = "Another record's number.") long other,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
                    String reason) {
        return decide(one, other, "refuse", reason);
    }

    @Command(
            name = "defer",
            description = "Takes the two off the list; nothing else changes.",
            footer = {"", "Example:", "  serai identity review defer 4 9 --reason 'waiting for an answer'"})
    int defer(
            @Parameters(index = "0", paramLabel = "A", description = "A record's number.") long one,
            @Parameters(index = "1", paramLabel = "B", description = "Another record's number.") long other,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
                    String reason) {
        return decide(one, other, "defer", reason);
    }

    private int decide(long one, long other, String verdict, String reason) {
        Printer printer = identity.serai().printer();
        JsonNode answer = identity.serai()
                .api()
                .post(
                        IdentityCommand.PATH + "pairs/" + one + "/" + other + "/decide",
                        Api.body().put("verdict", verdict).put("reason", reason));
        printer.one(answer, "profiles.0", node -> printer.line("profiles now: " + Table.cell(node.path("profiles"))));
        return Exit.DONE.status();
    }
}
