package io.serai.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Hubs by name. */
@Command(
        name = "context",
        description = "Hubs by name: where each is, and where the token for it is had.",
        footer = {
            "",
            "Which hub a command is for is said by the first of: --context and --url; SERAI_URL; SERAI_CONTEXT; the",
            "context in use; this machine. The token by the first of: --token; the one of --context; SERAI_TOKEN; the",
            "context's; the data folder's, which goes to no other machine unless --data is given.",
            "",
            "Contexts are kept in contexts.json in $XDG_CONFIG_HOME/serai or ~/.config/serai, which only you may read.",
            "",
            "Examples:",
            "  serai context set prod --url https://serai.example.com --token '{{env:SERAI_PROD}}'",
            "  serai context use prod",
            "  serai context show"
        })
@SuppressWarnings("NullAway.Init")
final class ContextCommand {
    private static final Table TABLE = Table.of("name", "url", "inUse", "token");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All there are, and which is in use.",
            footer = {"", "Example:", "  serai context list"})
    int list() {
        Contexts contexts = contexts();
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        contexts.all().forEach((name, context) -> {
            ObjectNode item = all.addObject().put("name", name).put("url", context.url());
            item.put("inUse", contexts.current().equals(name) ? "yes" : "");
            item.put("token", told(context));
        });
        serai.printer().list(all, TABLE, "There are none: commands are for this machine's own hub.");
        return Exit.DONE.status();
    }

    /** A reference as it is, but no token. */
    private static String told(Contexts.Context context) {
        if (context.token().isEmpty()) {
            return "none";
        }
        return TokenReference.isOne(context.token()) ? context.token() : "kept here";
    }

    @Command(
            name = "show",
            description = "Which hub commands are for, and what says so; the token itself is never shown.",
            footer = {
                "",
                "Examples:",
                "  serai context show",
                "  serai context show prod",
                "  serai context show --url http://127.0.0.1:8090 -o json"
            })
    int show(
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "As if --context named it.")
                    Optional<String> name) {
        Hub hub = name.map(serai::hubOf).orElseGet(serai::hub);
        ObjectNode shown = Api.body().put("url", hub.url().toString());
        if (!hub.context().isEmpty()) {
            shown.put("context", hub.context());
        }
        shown.put("urlFrom", hub.urlFrom()).put("tokenFrom", hub.tokenFrom().isEmpty() ? "none" : hub.tokenFrom());
        serai.printer().one(shown, "url");
        return Exit.DONE.status();
    }

    @Command(
            name = "set",
            description = "Makes or changes one, by --url and --token.",
            footer = {
                "",
                "What is not given stays. The token is named, '{{env:NAME}}' or '{{file:PATH}}', or read from stdin by",
                "'-' and then kept in the file of contexts.",
                "",
                "Examples:",
                "  serai context set prod --url https://serai.example.com --token '{{env:SERAI_PROD}}'",
                "  serai context set prod --token -",
                "  serai context set box --url http://127.0.0.1:8090 --token '{{file:/srv/serai/api-token}}'"
            })
    int set(@Parameters(paramLabel = "NAME", description = "What it is to be called.") String name) {
        Contexts contexts = contexts();
        Contexts.Context before = contexts.all().getOrDefault(name, new Contexts.Context("", ""));
        Hub.Options given = serai.hubOptions();
        String url = given.url().isEmpty() ? before.url() : given.url();
        if (url.isEmpty()) {
            throw Failure.usage("Give its address by --url.");
        }
        Hub.address(url);
        Contexts.Context context = new Contexts.Context(url, given.token().isEmpty() ? before.token() : token(given));
        contexts.set(name, context);
        ObjectNode answer = Api.body().put("name", name).put("url", url).put("token", told(context));
        serai.printer().done(answer, "Set. The token: " + told(context) + ".");
        if (!context.token().isEmpty() && url.startsWith("http:") && !Hub.isLocal(Hub.address(url))) {
            serai.printer().talk("The token goes there unencrypted; use https if others may listen on the way.");
        }
        return Exit.DONE.status();
    }

    private String token(Hub.Options given) {
        TokenReference reference = new TokenReference(given.token());
        return reference.isStdin()
                ? reference.read(serai.surroundings())
                : reference.absolute(serai.surroundings().directory()).text();
    }

    @Command(
            name = "use",
            description = "Has commands be for one from now on, wherever they are run.",
            footer = {"", "Examples:", "  serai context use prod", "  serai context use --none"})
    int use(
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "The context.") Optional<String> name,
            @Option(names = "--none", description = "For this machine's own hub again.") boolean none) {
        if (name.isPresent() == none) {
            throw Failure.usage("Name a context, or give --none.");
        }
        contexts().use(name.orElse(""));
        serai.printer()
                .done(
                        Api.body().put("inUse", name.orElse("")),
                        none ? "No context is in use." : "In use: " + name.get() + ".");
        return Exit.DONE.status();
    }

    @Command(
            name = "remove",
            description = "Forgets one, with the token that is kept for it.",
            footer = {"", "Example:", "  serai context remove prod"})
    int remove(@Parameters(paramLabel = "NAME", description = "The context.") String name) {
        contexts().remove(name);
        serai.printer().done(Api.body().put("name", name), "Removed.");
        return Exit.DONE.status();
    }

    private Contexts contexts() {
        return Contexts.read(serai.surroundings());
    }
}
