package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Identity: why records are one person or not, and what would change it. */
@Command(
        name = "identity",
        description = "Says why records are one person, or why not; decides about possible matches.",
        subcommands = {ReviewCommand.class, IdentityPlanCommand.class},
        footer = {
            "",
            "Records are named by their numbers; 'serai profile explain' lists those of a person.",
            "Without a hub, on files: resolve, train, audit, import-splink; 'serai identity resolve --help' tells.",
            "",
            "Examples:",
            "  serai identity why 4 9",
            "  serai identity how email:ann@example.com",
            "  serai identity what-if 17 --link-at 5",
            "  serai identity plan"
        })
@SuppressWarnings("NullAway.Init")
final class IdentityCommand {
    static final String PATH = "/api/v1/identity/";
    private static final Table CHANGES = Table.of("id", "at", "kind", "profileId", "otherId", "cause", "subjects");
    private static final Table BARS = Table.of("field", "weight", "level", "rarity");
    private static final Table KEYS = Table.of("key", "agreement");
    private static final Table TIES = Table.of("one", "other", "kind", "weight");
    private static final Table PEOPLE = Table.of("subjects");

    @ParentCommand
    private Serai serai;

    Serai serai() {
        return serai;
    }

    @Command(
            name = "why",
            aliases = "why-not",
            description = "Why two records are one person, or why they are not.",
            footer = {
                "",
                "Shared values are masked unless you say why you need them; the hub's audit log keeps the reason.",
                "",
                "Examples:",
                "  serai identity why 4 9",
                "  serai identity why-not 4 23 --reveal 'ticket 812'"
            })
    int why(
            @Parameters(index = "0", paramLabel = "A", description = "A record's number.") long one,
            @Parameters(index = "1", paramLabel = "B", description = "Another record's number.") long other,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Shows personal data unmasked.")
                    Optional<String> reason) {
        JsonNode pair = serai.api().get(PATH + "pairs/" + one + "/" + other, ProfileCommand.revealing(reason));
        Printer printer = serai.printer();
        printer.one(pair, "onePerson", node -> why(printer, node));
        return Exit.DONE.status();
    }

    private static void why(Printer printer, JsonNode pair) {
        printer.line(printer.paint().strong(pair.path("onePerson").asBoolean() ? "one person" : "not one person"));
        reasons(printer, pair);
    }

    /** What speaks for and against two records being one person. */
    static void reasons(Printer printer, JsonNode pair) {
        pair.path("reasons").forEach(reason -> printer.line(reason.asText()));
        section(printer, "Shared values", pair.path("shared"), Table.of("namespace", "value", "generic"));
        JsonNode comparison = pair.path("comparison");
        if (!comparison.isMissingNode()) {
            section(printer, "From " + bits(comparison.path("prior")), comparison.path("bars"), BARS);
            printer.line("= " + bits(comparison.path("weight")) + " of " + bits(comparison.path("linkAt")));
            section(printer, "Blocking keys", comparison.path("keys"), KEYS);
        }
    }

    private static String bits(JsonNode weight) {
        return String.format(Locale.ROOT, "%.1f bits", weight.asDouble());
    }

    @Command(
            name = "how",
            description = "What holds a profile together, strongest link first; the last is its weakest.",
            footer = {"", "Example:", "  serai identity how 17"})
    int how(@Parameters(paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String reference) {
        Api api = serai.api();
        String id = new Profiles(api).id(reference);
        Printer printer = serai.printer();
        printer.one(
                api.get(PATH + "profiles/" + Api.encoded(id) + "/composition"),
                "profileId",
                node -> section(printer, "What links its records", node.path("ties"), TIES));
        return Exit.DONE.status();
    }

    @Command(
            name = "changes",
            description = "Merges and splits, the newest first.",
            footer = {"", "Example:", "  serai identity changes --limit 10"})
    int changes(
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "At most so many; 50.")
                    int limit,
            @Option(names = "--before", paramLabel = "ID", description = "Goes on below this one.")
                    Optional<Long> before) {
        String more = before.map(id -> "&before=" + id).orElse("");
        serai.printer().list(serai.api().get(PATH + "changes?limit=" + limit + more), CHANGES, "None there.");
        return Exit.DONE.status();
    }

    @Command(
            name = "what-if",
            description = "The people a profile's records would be if another weight made a link. Changes nothing.",
            footer = {"", "Example:", "  serai identity what-if 17 --link-at 5"})
    int whatIf(
            @Parameters(paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String reference,
            @Option(names = "--link-at", required = true, paramLabel = "BITS", description = "The weight, such as 5.")
                    double linkAt) {
        Api api = serai.api();
        String id = new Profiles(api).id(reference);
        Printer printer = serai.printer();
        printer.one(
                api.get(PATH + "profiles/" + Api.encoded(id) + "/what-if?link-at=" + linkAt),
                "profileId",
                node -> section(printer, "People", node.path("people"), PEOPLE));
        return Exit.DONE.status();
    }

    static void section(Printer printer, String title, JsonNode rows, Table table) {
        if (!rows.isEmpty()) {
            List<JsonNode> all = new ArrayList<>();
            rows.forEach(all::add);
            printer.heading(title);
            printer.table(all, table);
        }
    }
}
