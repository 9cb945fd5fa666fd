package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Secrets for what is defined over the API. */
@Command(
        name = "secret",
        description = "Secrets that definitions made over the API name as {{secret:NAME}}.",
        footer = {"", "Examples:", "  serai secret list", "  serai secret set mailchimp"})
@SuppressWarnings("NullAway.Init")
final class SecretCommand {
    private static final String SECRETS = "/api/v1/secrets";
    private static final Table TABLE = Table.of("name", "version", "at", "actor", "usedBy");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "Their names, and who gave them; nobody is shown one.",
            footer = {"", "Example:", "  serai secret list"})
    int list() {
        serai.printer().list(serai.api().get(SECRETS), TABLE, "None was given.");
        return Exit.DONE.status();
    }

    @Command(
            name = "set",
            description = "Gives one, or gives it anew: a line of stdin, which a terminal does not show.",
            footer = {"", "What names it uses it at once.", "", "Example:", "  serai secret set mailchimp"})
    int set(@Parameters(paramLabel = "NAME", description = "What definitions name.") String name) {
        String value = serai.surroundings().secret("Secret: ");
        JsonNode answer = serai.api().put(path(name), Api.body().put("value", value));
        serai.printer().done(answer, "Kept as version " + answer.path("version").asText() + ".");
        return Exit.DONE.status();
    }

    @Command(
            name = "remove",
            description = "Forgets one, unless a definition names it.",
            footer = {"", "Example:", "  serai secret remove mailchimp"})
    int remove(@Parameters(paramLabel = "NAME", description = "The secret.") String name, @Mixin Assent assent) {
        if (!assent.isGiven(serai, "Forget the secret '" + name + "'?")) {
            return Exit.FAILED.status();
        }
        serai.printer().done(serai.api().delete(path(name)), "Forgotten.");
        return Exit.DONE.status();
    }

    private static String path(String name) {
        return SECRETS + "/" + Api.encoded(name);
    }
}
