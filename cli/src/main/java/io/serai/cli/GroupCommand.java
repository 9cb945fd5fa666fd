package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Groups of people who stay people of their own: what households and accounts have in common. */
@SuppressWarnings("NullAway.Init")
abstract class GroupCommand {
    private static final Table LARGEST = Table.of("id", "profiles", "institution");
    private static final Table FIELDS = Table.of("field", "agrees", "one", "other");

    @ParentCommand
    private Serai serai;

    private final String word;

    GroupCommand(String word) {
        this.word = word;
    }

    private String path() {
        return "/api/v1/" + word + "s";
    }

    @Command(
            name = "list",
            description = "How many there are, and the largest; institutions are none.",
            footer = {"", "Examples:", "  serai household list", "  serai account list --limit 10"})
    int list(
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "About how many; 50.")
                    int limit) {
        Printer printer = serai.printer();
        printer.one(serai.api().get(path() + "?limit=" + limit), "groups", node -> {
            printer.line(Table.cell(node.path("groups")) + " " + word + "s, "
                    + Table.cell(node.path("institutions")) + " institutions of more than "
                    + Table.cell(node.path("most")) + " profiles");
            printer.table(node.path("largest"), LARGEST);
        });
        return Exit.DONE.status();
    }

    @Command(
            name = "show",
            description = "One of them, with the profiles in it.",
            footer = {
                "",
                "Examples:",
                "  serai household show 0123456789abcdef0123456789abcdef",
                "  serai account show 0123456789abcdef0123456789abcdef --after 2000"
            })
    int show(
            @Parameters(paramLabel = "ID", description = "Its id, as 'serai profile get' shows it.") String id,
            @Option(
                            names = "--after",
                            defaultValue = "0",
                            paramLabel = "N",
                            description = "Goes on after this profile.")
                    long after,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "How many profiles; 50.")
                    int limit) {
        Printer printer = serai.printer();
        JsonNode group = serai.api().get(path() + "/" + Api.encoded(id) + "?after=" + after + "&limit=" + limit);
        printer.one(group, "id", node -> view(printer, word, node));
        return Exit.DONE.status();
    }

    /** A group in two lines. */
    static void view(Printer printer, String word, JsonNode group) {
        printer.line(printer.paint().strong(word + " " + group.path("id").asText()) + ": "
                + Table.cell(group.path("profiles")) + " profiles share "
                + group.path("by").asText());
        printer.line(
                group.path("institution").asBoolean()
                        ? "so many that it is an institution, and no " + word
                        : "profiles: " + ids(group.path("members")));
    }

    private static String ids(JsonNode members) {
        List<String> ids = new ArrayList<>();
        members.forEach(member -> ids.add(member.asText()));
        return String.join(", ", ids);
    }

    @Command(
            name = "why",
            aliases = "why-not",
            description = "Why two profiles are in one, or why they are not.",
            footer = {
                "",
                "Values are masked unless you say why you need them; the hub's audit log keeps the reason.",
                "",
                "Examples:",
                "  serai household why 17 23",
                "  serai account why-not 17 email:ann@acme.example --reveal 'ticket 812'"
            })
    int why(
            @Parameters(index = "0", paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String one,
            @Parameters(index = "1", paramLabel = "OTHER", description = "Id, or NAMESPACE:VALUE.") String other,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Shows personal data unmasked.")
                    Optional<String> reason) {
        Api api = serai.api();
        Profiles profiles = new Profiles(api);
        String pair = path() + "/pairs/" + profiles.id(one) + "/" + profiles.id(other);
        Printer printer = serai.printer();
        printer.one(api.get(pair, ProfileCommand.revealing(reason)), "shared", node -> {
            node.path("reasons").forEach(sentence -> printer.line(sentence.asText()));
            if (!node.path("fields").isEmpty()) {
                printer.table(node.path("fields"), FIELDS);
            }
        });
        return Exit.DONE.status();
    }
}
