package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Who asks, who signs in at the provider, and what each role may. */
@Command(
        name = "access",
        description = "Whom the hub takes you for, and what you may; who signs in, and what each role may.",
        footer = {
            "",
            "'serai context show' says where the token comes from.",
            "",
            "Examples:",
            "  serai access",
            "  serai access --context prod -o json",
            "  serai access users",
            "  serai access block 12 --reason 'has left'"
        })
@SuppressWarnings("NullAway.Init")
final class AccessCommand implements Callable<Integer> {
    private static final String USERS = "/api/v1/users";
    private static final Table TABLE =
            Table.of("id", "caller", "name", "roles", "lastSeen", "blocked.at", "blocked.by", "firstSeen");
    private static final Table ROLES = Table.of("name", "roles", "summary");

    @ParentCommand
    private Serai serai;

    @Override
    public Integer call() {
        serai.printer().one(serai.api().get("/api/v1/access"), "caller");
        return Exit.DONE.status();
    }

    @Command(
            name = "roles",
            description = "What can be allowed, and the roles that have it.",
            footer = {"", "Example:", "  serai access roles"})
    int roles() {
        JsonNode answer = serai.api().get("/api/v1/roles");
        serai.printer().list(answer.path("permissions"), ROLES, "Nothing can be allowed.");
        return Exit.DONE.status();
    }

    @Command(
            name = "users",
            description = "Who has signed in at the OpenID provider, who came last for the first time first.",
            footer = {"", "Examples:", "  serai access users", "  serai access users --reveal 'who is new'"})
    int users(
            @Option(names = "--limit", paramLabel = "N", description = "At most so many; 100 unless said.")
                    Optional<Integer> limit,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Shows names; the reason is kept.")
                    Optional<String> reveal) {
        JsonNode answer = serai.api()
                .get(
                        USERS + "?limit=" + limit.orElse(100),
                        reveal.map(reason -> Map.of("X-Serai-Reveal", reason)).orElse(Map.of()));
        serai.printer().list(answer, TABLE, "Nobody has signed in at a provider.");
        return Exit.DONE.status();
    }

    @Command(
            name = "block",
            description = "Lets somebody in no more: with whatever token of the provider, and in every browser.",
            footer = {"", "Examples:", "  serai access block 12", "  serai access block 12 --reason 'has left' --yes"})
    int block(
            @Parameters(paramLabel = "ID", description = "As 'serai access users' says.") long id,
            @Option(names = "--reason", paramLabel = "TEXT", description = "For the audit trail.")
                    Optional<String> reason,
            @Mixin Assent assent) {
        if (!assent.isGiven(serai, "User " + id + " is out from the next request on. Block them?")) {
            return Exit.FAILED.status();
        }
        ObjectNode body = Api.body();
        reason.ifPresent(text -> body.put("reason", text));
        serai.printer().done(serai.api().post(USERS + "/" + id + "/block", body), "Blocked.");
        return Exit.DONE.status();
    }

    @Command(
            name = "unblock",
            description = "Lets somebody in again.",
            footer = {"", "Example:", "  serai access unblock 12"})
    int unblock(@Parameters(paramLabel = "ID", description = "As 'serai access users' says.") long id) {
        serai.printer().done(serai.api().post(USERS + "/" + id + "/unblock", Api.body()), "Let in again.");
        return Exit.DONE.status();
    }
}
