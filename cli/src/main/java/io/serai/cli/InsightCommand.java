package io.serai.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Numbers about people, events, segments and syncs, each as a table. */
@Command(
        name = "insight",
        description = "Numbers about profiles, events, segments and syncs.",
        footer = {
            "",
            "Numbers of fewer than five people are not told, or are told together as 'other'.",
            "",
            "Examples:",
            "  serai insight overlap vip newsletter-audience lapsed",
            "  serai insight distribution country --segment vip",
            "  serai insight show matches --output json"
        })
@SuppressWarnings("NullAway.Init")
final class InsightCommand {
    private static final String INSIGHTS = "/api/v1/insights/";

    @ParentCommand
    private Serai serai;

    /** Days in UTC. */
    @SuppressWarnings("NullAway.Init")
    static final class Days {
        @Option(names = "--from", paramLabel = "DAY", description = "The first day in UTC; 30 days before unless said.")
        private Optional<String> from;

        @Option(names = "--until", paramLabel = "DAY", description = "The last day in UTC; today unless said.")
        private Optional<String> until;

        Map<String, String> query() {
            Map<String, String> query = new LinkedHashMap<>();
            from.ifPresent(day -> query.put("from", day));
            until.ifPresent(day -> query.put("to", day));
            return query;
        }
    }

    /** The insights that need no arguments. */
    enum Plain {
        records,
        identified,
        consents,
        fill,
        sources,
        matches
    }

    @Command(
            name = "show",
            description = "What is known of profiles, their consents and records, sources, and syncs.",
            footer = {"", "Examples:", "  serai insight show consents", "  serai insight show matches"})
    int show(@Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.") Plain what) {
        return print(serai.api().get(INSIGHTS + what));
    }

    @Command(
            name = "overlap",
            description = "Who is in several of 2 to 20 segments.",
            footer = {
                "",
                "Examples:",
                "  serai insight overlap vip lapsed",
                "  serai insight overlap vip lapsed news --exactly"
            })
    int overlap(
            @Parameters(paramLabel = "SEGMENT", arity = "2..20", description = "The segments.") List<String> segments,
            @Option(names = "--exactly", description = "By combination and not by pair.") boolean exactly) {
        return ask(exactly ? "overlap/combinations" : "overlap/pairs", Map.of("segments", String.join(",", segments)));
    }

    @Command(
            name = "distribution",
            description = "How a trait is spread in a segment and over everyone; index 100 is alike.",
            footer = {"", "Example:", "  serai insight distribution country --segment vip"})
    int distribution(
            @Parameters(paramLabel = "TRAIT", description = "One that is no personal data.") String trait,
            @Option(names = "--segment", required = true, paramLabel = "NAME", description = "The segment.")
                    String segment) {
        return ask("distribution", Map.of("trait", trait, "segment", segment));
    }

    /** What can be counted over time. */
    enum Timed {
        profiles,
        events,
        cohorts,
        merges
    }

    @Command(
            name = "time",
            description = "New profiles, events, cohorts of those who came back, or merges over time.",
            footer = {"", "Examples:", "  serai insight time events --from 2026-01-01", "  serai insight time cohorts"})
    int time(
            @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.") Timed what,
            @Mixin Days days,
            @Option(names = "--hourly", description = "By hour: profiles and events.") boolean hourly) {
        Map<String, String> query = days.query();
        if (hourly) {
            query.put("by", "hour");
        }
        return ask(what.name(), query);
    }

    @Command(
            name = "runs",
            description = "What each run of a sync did over time, and how many its destination held then.",
            footer = {"", "Example:", "  serai insight runs newsletter --from 2026-01-01"})
    int runs(@Parameters(paramLabel = "SYNC", description = "The sync.") String sync, @Mixin Days days) {
        Map<String, String> query = days.query();
        query.put("sync", sync);
        return ask("runs", query);
    }

    @Command(
            name = "funnel",
            description = "Who took the steps of a funnel, up to each.",
            footer = {
                "",
                "Example:",
                "  serai insight funnel '{\"event\": \"page_view\", \"then\": [{\"event\": \"order_completed\", \"within\": \"7d\"}]}'"
            })
    int funnel(
            @Parameters(paramLabel = "JSON", description = "An event, and in 'then' what follows it.") String funnel,
            @Mixin Days days,
            @Option(names = "--segment", paramLabel = "NAME", description = "Its members; everyone unless said.")
                    Optional<String> segment) {
        ObjectNode body = Api.body();
        body.set("funnel", parsed(funnel));
        days.query().forEach(body::put);
        segment.ifPresent(name -> body.put("segment", name));
        return print(serai.api().post(INSIGHTS + "funnel", body));
    }

    private static JsonNode parsed(String json) {
        try {
            return Api.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw Failure.usage("The funnel is not valid JSON.");
        }
    }

    private int ask(String name, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(one -> one.getKey() + "=" + Api.encoded(one.getValue()))
                .collect(Collectors.joining("&", "?", ""));
        return print(serai.api().get(INSIGHTS + name + (query.isEmpty() ? "" : parameters)));
    }

    private int print(JsonNode answer) {
        Printer printer = serai.printer();
        List<String> columns = new ArrayList<>();
        answer.path("columns").forEach(column -> columns.add(column.asText()));
        printer.one(answer, "at", insight -> {
            printer.table(insight.path("rows"), Table.of(columns.toArray(String[]::new)));
            printer.talk("Computed " + Table.cell(insight.path("at")) + ".");
        });
        return Exit.DONE.status();
    }
}
