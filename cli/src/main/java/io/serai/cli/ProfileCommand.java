package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Profiles: look at one, say why it is what it is, correct it. */
@Command(
        name = "profile",
        description = "Looks at a profile, explains it, corrects it.",
        footer = {
            "",
            "A profile is named by its id, or by an identifier: NAMESPACE:VALUE.",
            "",
            "Examples:",
            "  serai profile get email:ann@example.com",
            "  serai profile search --trait country --value DE",
            "  serai profile explain 17",
            "  serai profile unmerge 17 --subjects 4,9 --reason 'two people, one phone'"
        })
@SuppressWarnings("NullAway.Init")
final class ProfileCommand {
    private static final Table FOUND = Table.of("id", "lastSeen", "firstSeen", "subjects", "identifiers", "traits");
    private static final Table SYNCS = Table.of(
            "sync", "destination", "state", "waiting", "refused", "attempts", "inJob", "updatedAt", "profileId", "id");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "get",
            description = "A profile: traits with the record and rule behind each.",
            footer = {
                "",
                "Personal data is masked unless you say why you need it; the hub's audit log keeps the reason.",
                "",
                "Examples:",
                "  serai profile get email:ann@example.com",
                "  serai profile get 17 --reveal 'ticket 812' --output json"
            })
    int get(
            @Parameters(paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String reference,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Shows personal data unmasked.")
                    Optional<String> reason) {
        Printer printer = serai.printer();
        for (JsonNode profile : new Profiles(serai.api()).find(reference, revealing(reason))) {
            printer.one(profile, "id", node -> ProfileView.show(printer, node));
        }
        return Exit.DONE.status();
    }

    @Command(
            name = "search",
            description = "Profiles by a trait, the last changed first; by an identifier, see 'serai profile get'.",
            footer = {
                "",
                "A page looks at 10,000 profiles at most: it may be empty though there are more.",
                "",
                "Examples:",
                "  serai profile search",
                "  serai profile search --trait country --value DE",
                "  serai profile search --trait city --prefix Ber --limit 200"
            })
    int search(
            @Option(names = "--trait", paramLabel = "TRAIT", description = "Only those with a value of it.")
                    Optional<String> trait,
            @Option(names = "--value", paramLabel = "VALUE", description = "Only this value of the trait.")
                    Optional<String> value,
            @Option(names = "--prefix", paramLabel = "TEXT", description = "Only values of the trait that begin so.")
                    Optional<String> prefix,
            @Option(names = "--after", paramLabel = "NEXT", description = "Goes on where the page before ended.")
                    Optional<String> after,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "At most so many; 50.")
                    int limit,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Shows personal data unmasked.")
                    Optional<String> reason) {
        List<String> query = new ArrayList<>(List.of("limit=" + limit));
        trait.ifPresent(name -> query.add("trait=" + Api.encoded(name)));
        value.ifPresent(text -> query.add("value=" + Api.encoded(text)));
        prefix.ifPresent(text -> query.add("prefix=" + Api.encoded(text)));
        after.ifPresent(next -> query.add("after=" + Api.encoded(next)));
        JsonNode page = serai.api().get(Profiles.PROFILES + "?" + String.join("&", query), revealing(reason));
        Printer printer = serai.printer();
        printer.list(page, FOUND, "None there.");
        if (page.has("next")) {
            printer.talk("more: --after " + page.path("next").asText());
        }
        return Exit.DONE.status();
    }

    @Command(
            name = "segments",
            description = "The segments that a profile is in, and since when.",
            footer = {"", "Example:", "  serai profile segments 17"})
    int segments(@Parameters(paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String reference) {
        return list(reference, "segments", Table.of("segment", "since"), "It is in none.");
    }

    @Command(
            name = "syncs",
            description = "Which destinations hold or held a profile, and how that went.",
            footer = {"", "Example:", "  serai profile syncs email:ann@example.com"})
    int syncs(@Parameters(paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String reference) {
        return list(reference, "syncs", SYNCS, "No destination knows it.");
    }

    private int list(String reference, String what, Table table, String nothing) {
        Api api = serai.api();
        serai.printer().list(api.get(Profiles.path(new Profiles(api).id(reference)) + "/" + what), table, nothing);
        return Exit.DONE.status();
    }

    @Command(
            name = "explain",
            description = "Which records are this person, and what links them.",
            footer = {"", "Examples:", "  serai profile explain 17", "  serai profile explain phone:+493012345678"})
    int explain(@Parameters(paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String reference) {
        Api api = serai.api();
        String id = new Profiles(api).id(reference);
        Printer printer = serai.printer();
        JsonNode explanation = api.get(Profiles.path(id) + "/explanation");
        printer.one(explanation, "profileId", node -> ProfileView.explain(printer, node));
        return Exit.DONE.status();
    }

    @Command(
            name = "events",
            description = "What happened to a person, the latest first.",
            footer = {
                "",
                "Examples:",
                "  serai profile events email:ann@example.com",
                "  serai profile events 17 --type order_completed --limit 10"
            })
    int events(
            @Parameters(paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String reference,
            @Option(names = "--type", paramLabel = "TYPE", description = "Only events of this type.")
                    Optional<String> type,
            @Option(names = "--after", paramLabel = "ID", description = "The last event of the page before.")
                    Optional<String> after,
            @Option(names = "--limit", defaultValue = "50", description = "How many at most (50).") int limit) {
        Api api = serai.api();
        String query = "?limit=" + limit
                + type.map(word -> "&type=" + Api.encoded(word)).orElse("")
                + after.map(id -> "&after=" + Api.encoded(id)).orElse("");
        serai.printer()
                .list(
                        api.get(Profiles.path(new Profiles(api).id(reference)) + "/events" + query),
                        Table.of("time", "type", "source", "stream", "properties", "id"),
                        "Nothing is known to have happened.");
        return Exit.DONE.status();
    }

    @Command(
            name = "unmerge",
            description = "Makes some of a profile's records a person of their own, for good.",
            footer = {
                "",
                "See the subjects' numbers with 'serai profile explain'.",
                "",
                "Examples:",
                "  serai profile unmerge 17 --subjects 4,9 --dry-run",
                "  serai profile unmerge 17 --subjects 4,9 --reason 'father and son'"
            })
    int unmerge(
            @Parameters(paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String reference,
            @Option(names = "--subjects", required = true, split = ",", paramLabel = "N", description = "Who leaves.")
                    List<Long> subjects,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept.") Optional<String> reason,
            @Option(names = "--dry-run", description = "Only says which profiles there would be.") boolean dryRun,
            @Mixin Assent assent) {
        if (!dryRun && reason.isEmpty()) {
            throw Failure.usage("Say why by --reason, or give --dry-run.");
        }
        if (!dryRun && !assent.isGiven(serai, "They stay apart for good. Split records " + subjects + " off?")) {
            return Exit.FAILED.status();
        }
        ObjectNode body = Api.body();
        ArrayNode leaving = body.putArray("subjects");
        subjects.forEach(leaving::add);
        reason.ifPresent(text -> body.put("reason", text));
        return decide(reference, "unmerge", dryRun ? body.put("dry_run", true) : body);
    }

    @Command(
            name = "merge",
            description = "Makes two profiles one person, for good.",
            footer = {"", "Example:", "  serai profile merge 17 23 --reason 'asked by phone'"})
    int merge(
            @Parameters(index = "0", paramLabel = "REF", description = "Id, or NAMESPACE:VALUE.") String reference,
            @Parameters(index = "1", paramLabel = "OTHER", description = "Id, or NAMESPACE:VALUE.") String other,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
                    String reason,
            @Mixin Assent assent) {
        if (!assent.isGiven(serai, "They stay one person for good. Merge the two?")) {
            return Exit.FAILED.status();
        }
        String id = new Profiles(serai.api()).id(other);
        return decide(
                reference, "merge", Api.body().put("other", Long.parseLong(id)).put("reason", reason));
    }

    private int decide(String reference, String verb, ObjectNode body) {
        Api api = serai.api();
        String id = new Profiles(api).id(reference);
        Printer printer = serai.printer();
        JsonNode answer = api.post(Profiles.path(id) + "/" + verb, body);
        printer.one(answer, "profiles.0", node -> printer.line("profiles now: " + Table.cell(node.path("profiles"))));
        return Exit.DONE.status();
    }

    /** Headers are ASCII; a reason that is not cannot travel, so it is refused and not garbled. */
    static Map<String, String> revealing(Optional<String> reason) {
        if (reason.isEmpty()) {
            return Map.of();
        }
        if (!reason.get().matches("[ -~]*[!-~][ -~]*")) {
            throw Failure.usage("Give the reason in plain letters (ASCII) and on one line.");
        }
        return Map.of("X-Serai-Reveal", reason.get());
    }
}
