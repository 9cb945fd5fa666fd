package io.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Segments and who is in them. */
@Command(
        name = "segment",
        description = "Segments and who is in them.",
        footer = {
            "",
            "Examples:",
            "  serai segment list",
            "  serai segment preview vip",
            "  serai segment days vip --from 2026-11-01 --to 2026-11-30",
            "  serai segment explain vip 17"
        })
@SuppressWarnings("NullAway.Init")
final class SegmentCommand {
    private static final String SEGMENTS = "/api/v1/segments";
    private static final Table TABLE = Table.of("name", "state", "members", "computedAt", "lag", "errorCode", "error");

    @ParentCommand
    private Serai serai;

    @Command(
            name = "list",
            description = "All segments, as of when they were computed.",
            footer = {"", "Example:", "  serai segment list"})
    int list() {
        serai.printer().list(serai.api().get(SEGMENTS), TABLE, "No segments are configured.");
        return Exit.DONE.status();
    }

    @Command(
            name = "show",
            description = "One segment.",
            footer = {"", "Example:", "  serai segment show vip"})
    int show(@Parameters(paramLabel = "NAME", description = "The segment.") String name) {
        serai.printer().one(serai.api().get(path(name)), "name");
        return Exit.DONE.status();
    }

    @Command(
            name = "preview",
            description = "Who would be in it now, and how many meet each condition.",
            footer = {
                "",
                "Personal data of the sample is masked unless you say why you need it; the audit trail keeps the reason.",
                "",
                "Examples:",
                "  serai segment preview vip",
                "  serai segment preview drafts/vip.yaml --overlap vip,newsletter"
            })
    int preview(
            @Parameters(paramLabel = "NAME|FILE", description = "The segment, or a file that defines one.")
                    String segment,
            @Option(
                            names = "--overlap",
                            split = ",",
                            paramLabel = "NAME",
                            description = "Segments whose members are counted among these, at most five.")
                    List<String> overlap,
            @Option(names = "--reveal", paramLabel = "REASON", description = "Shows personal data unmasked.")
                    Optional<String> reason) {
        String query = overlap == null || overlap.isEmpty() ? "" : "?overlap=" + Api.encoded(String.join(",", overlap));
        Map<String, String> headers = ProfileCommand.revealing(reason);
        JsonNode answer = segment.endsWith(".yaml") || segment.endsWith(".json")
                ? serai.api()
                        .post(
                                SEGMENTS + "/preview" + query,
                                DefinitionFiles.text(
                                        serai.surroundings().directory().resolve(segment)),
                                headers)
                : serai.api().post(path(segment) + "/preview" + query, Api.body(), headers);
        Printer printer = serai.printer();
        printer.one(answer, "members", preview -> {
            printer.line(preview.path("members").asText() + " of "
                    + preview.path("profiles").asText() + " profiles, as of "
                    + preview.path("at").asText());
            count(printer, preview.path("counts"), "  ");
            preview.path("overlaps").forEach(other -> overlap(printer, other));
            preview.path("sample").forEach(member -> member(printer, member));
        });
        return Exit.DONE.status();
    }

    private static void overlap(Printer printer, JsonNode other) {
        String at = Table.cell(other.path("computedAt"));
        printer.line(other.path("both").asText() + " also in "
                + other.path("segment").asText() + ", which has "
                + other.path("members").asText() + (at.isEmpty() ? "; not computed yet" : ", as of " + at));
    }

    private static void member(Printer printer, JsonNode member) {
        StringBuilder line = new StringBuilder("profile " + member.path("id").asText());
        Stream.of("identifiers", "traits")
                .flatMap(kind -> member.path(kind).properties().stream())
                .forEach(entry ->
                        line.append("  ").append(entry.getKey()).append(": ").append(Table.cell(entry.getValue())));
        printer.line(line.toString());
    }

    private static void count(Printer printer, JsonNode count, String indent) {
        String left = count.has("left") ? ", " + count.path("left").asText() + " left" : "";
        printer.line(indent + count.path("profiles").asText() + left + "  "
                + count.path("condition").asText());
        count.path("parts").forEach(part -> count(printer, part, indent + "  "));
    }

    @Command(
            name = "members",
            description = "Who is in it, by profile.",
            footer = {"", "Example:", "  serai segment members vip --limit 100 --after 1700"})
    int members(
            @Parameters(paramLabel = "NAME", description = "The segment.") String name,
            @Option(names = "--limit", defaultValue = "50", description = "How many at most (50).") int limit,
            @Option(names = "--after", defaultValue = "0", description = "The last profile of the page before.")
                    long after) {
        serai.printer()
                .list(
                        serai.api().get(path(name) + "/members?limit=" + limit + "&after=" + after),
                        Table.of("profileId", "since"),
                        "It has no members there.");
        return Exit.DONE.status();
    }

    @Command(
            name = "changes",
            description = "Who entered and exited it, in the order of time.",
            footer = {"", "Example:", "  serai segment changes vip --limit 100"})
    int changes(
            @Parameters(paramLabel = "NAME", description = "The segment.") String name,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "At most so many; 50.")
                    int limit,
            @Option(names = "--after", defaultValue = "0", paramLabel = "ID", description = "Goes on behind this one.")
                    long after) {
        serai.printer()
                .list(
                        serai.api().get(path(name) + "/changes?limit=" + limit + "&after=" + after),
                        Table.of("id", "at", "profileId", "kind"),
                        "Nobody entered or exited it there.");
        return Exit.DONE.status();
    }

    @Command(
            name = "days",
            description = "Its size over time, day by day in UTC.",
            footer = {"", "Example:", "  serai segment days vip --from 2026-11-01 --to 2026-11-30"})
    int days(
            @Parameters(paramLabel = "NAME", description = "The segment.") String name,
            @Option(names = "--from", required = true, paramLabel = "DAY", description = "The first day.") String from,
            @Option(names = "--to", required = true, paramLabel = "DAY", description = "The last day.") String to) {
        serai.printer()
                .list(
                        serai.api().get(path(name) + "/days?from=" + Api.encoded(from) + "&to=" + Api.encoded(to)),
                        Table.of("day", "entered", "exited", "members"),
                        "There are no such days.");
        return Exit.DONE.status();
    }

    @Command(
            name = "explain",
            description = "Why a profile is in it or not, condition by condition.",
            footer = {
                "",
                "Examples:",
                "  serai segment explain vip 17",
                "  serai segment explain vip email:ann@example.com"
            })
    int explain(
            @Parameters(paramLabel = "NAME", description = "The segment.") String name,
            @Parameters(paramLabel = "PROFILE", description = "Its id, or an identifier such as email:ann@example.com.")
                    String profile) {
        String id = new Profiles(serai.api()).id(profile);
        Printer printer = serai.printer();
        JsonNode explanation = serai.api().get(path(name) + "/explanation/" + Api.encoded(id));
        printer.one(explanation, "verdict.holds", node -> view(printer, node));
        return Exit.DONE.status();
    }

    private static void view(Printer printer, JsonNode explanation) {
        boolean member = explanation.path("verdict").path("holds").asBoolean();
        String since = Table.cell(explanation.path("memberSince"));
        printer.line("profile " + explanation.path("profileId").asText() + (member ? " belongs" : " does not belong")
                + " in " + explanation.path("segment").asText() + (since.isEmpty() ? "" : "; member since " + since));
        String next = Table.cell(explanation.path("nextChange"));
        if (!next.isEmpty()) {
            printer.line("time alone changes nothing before " + next);
        }
        verdict(printer, explanation.path("verdict"), "  ");
    }

    private static void verdict(Printer printer, JsonNode verdict, String indent) {
        boolean holds = verdict.path("holds").asBoolean();
        String mark = holds ? printer.paint().good("yes") : printer.paint().bad("no ");
        String value = verdict.has("value") ? "  (is " + verdict.path("value").asText() + ")" : "";
        printer.line(indent + mark + "  " + verdict.path("condition").asText() + value);
        verdict.path("parts").forEach(part -> verdict(printer, part, indent + "  "));
    }

    private static String path(String name) {
        return SEGMENTS + "/" + Api.encoded(name);
    }
}
