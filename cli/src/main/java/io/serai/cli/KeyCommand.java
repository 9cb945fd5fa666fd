package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** API keys: what lets machines, and people without a shell on the hub's machine, in. */
@Command(
        name = "key",
        description = "API keys, which let machines in.",
        footer = {
            "",
            "Examples:",
            "  serai key create scheduler --role operator --scope sync-run --expires 90d",
            "  serai key list",
            "  serai key revoke scheduler"
        })
@SuppressWarnings("NullAway.Init")
final class KeyCommand {
    private static final String KEYS = "/api/v1/keys";
    private static final Table TABLE =
            Table.of("name", "role", "scope", "prefix", "createdAt", "createdBy", "expiresAt", "expired", "lastUsed");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "create",
            description = "Makes a key and shows it, this once.",
            footer = {
                "",
                "Examples:",
                "  serai key create warehouse --role analyst",
                "  serai key create scheduler --role operator --scope sync-run --expires 90d"
            })
    int create(
            @Parameters(paramLabel = "NAME", description = "What the audit trail calls its holder.") String name,
            @Option(names = "--role", required = true, paramLabel = "ROLE", description = "What its holder may do.")
                    String role,
            @Option(
                            names = "--scope",
                            paramLabel = "PERMISSIONS",
                            description = "Narrows it to these of the role's permissions, with commas between.")
                    Optional<String> scope,
            @Option(names = "--expires", paramLabel = "TIME", description = "How long it works, such as 90d.")
                    Optional<String> expires) {
        ObjectNode body = Api.body().put("name", name).put("role", role);
        scope.ifPresent(words -> List.of(words.split(",")).forEach(body.putArray("scope")::add));
        expires.ifPresent(time -> body.put("expires", time));
        Printer printer = serai.printer();
        printer.one(serai.api().post(KEYS, body), "key", made -> {
            printer.line(made.path("key").asText());
            printer.talk("Keep it well: it is shown this once. 'serai key revoke " + name + "' ends it.");
        });
        return Exit.DONE.status();
    }

    @Command(
            name = "list",
            description = "All that are not revoked.",
            footer = {"", "Example:", "  serai key list"})
    int list() {
        serai.printer().list(serai.api().get(KEYS), TABLE, "No keys.");
        return Exit.DONE.status();
    }

    @Command(
            name = "revoke",
            description = "Ends a key, at once and for good.",
            footer = {"", "Example:", "  serai key revoke scheduler"})
    int revoke(@Parameters(paramLabel = "NAME", description = "The key's name.") String name, @Mixin Assent assent) {
        if (!assent.isGiven(serai, "Its holder is let in no more. Revoke the key '" + name + "'?")) {
            return Exit.FAILED.status();
        }
        JsonNode answer = serai.api().post(KEYS + "/" + Api.encoded(name) + "/revoke", Api.body());
        serai.printer().done(answer, "Revoked.");
        return Exit.DONE.status();
    }
}
