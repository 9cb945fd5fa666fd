package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.insight.Insight;
import io.serai.insight.Insights;
import io.serai.insight.Span;
import io.serai.operate.Operations;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Insights, each as a table of one form. */
final class InsightApi {
    private static final int DAYS = 30;

    private final Operations hub;

    InsightApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                get("overlap/pairs", request -> insights().pairs(list(request, "segments"))),
                get("overlap/combinations", request -> insights().combinations(list(request, "segments"))),
                get(
                        "distribution",
                        request -> insights().distribution(required(request, "trait"), required(request, "segment"))),
                get("profiles", request -> insights().profiles(span(request), hourly(request))),
                get("events", request -> insights().events(span(request), hourly(request))),
                get("cohorts", request -> insights().cohorts(span(request))),
                get("merges", request -> insights().merges(span(request))),
                get("runs", request -> insights().runs(required(request, "sync"), span(request))),
                get("records", request -> insights().records()),
                get("identified", request -> insights().identified(list(request, "by"))),
                get("consents", request -> insights().consents()),
                get("fill", request -> insights().fill()),
                get("sources", request -> insights().sources()),
                get("matches", request -> insights().matches()),
                Endpoint.post("/insights/funnel", Permission.INSIGHT_READ, (request, names) -> funnel(request)));
    }

    /** What answers a request. */
    @FunctionalInterface
    private interface Answer {
        Insight of(Request request);
    }

    private static Endpoint get(String name, Answer answer) {
        return Endpoint.get(
                "/insights/" + name, Permission.INSIGHT_READ, (request, names) -> Reply.ok(json(answer.of(request))));
    }

    private Insights insights() {
        return hub.core().insights();
    }

    private Reply funnel(Request request) {
        ObjectNode body = request.object("funnel", "from", "to", "segment");
        if (!body.path("funnel").isObject()) {
            throw Request.usage("The field 'funnel' must be an object such as {\"event\": ..., \"then\": [...]}.");
        }
        Span span = span(Request.optionalText(body, "from"), Request.optionalText(body, "to"));
        return Reply.ok(
                json(insights().funnel(body.path("funnel").toString(), span, Request.optionalText(body, "segment"))));
    }

    private static List<String> list(Request request, String name) {
        return request.parameter(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
    }

    private static String required(Request request, String name) {
        return request.parameter(name).orElseThrow(() -> Request.usage("The parameter '" + name + "' is missing."));
    }

    private static boolean hourly(Request request) {
        String by = request.parameter("by").orElse("day");
        if (!by.equals("day") && !by.equals("hour")) {
            throw Request.usage("'by' must be day or hour.");
        }
        return by.equals("hour");
    }

    private Span span(Request request) {
        return span(request.parameter("from"), request.parameter("to"));
    }

    /** The last {@value #DAYS} days, unless said. */
    private Span span(Optional<String> from, Optional<String> to) {
        LocalDate last =
                day("to", to).orElseGet(() -> LocalDate.ofInstant(hub.clock().instant(), ZoneOffset.UTC));
        return new Span(day("from", from).orElseGet(() -> last.minusDays(DAYS - 1)), last);
    }

    private static Optional<LocalDate> day(String name, Optional<String> text) {
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw Request.usage("'" + name + "' must be a day such as 2026-01-31.");
        }
    }

    private static ObjectNode json(Insight insight) {
        ObjectNode json = Reply.object().put("at", insight.at().toString());
        ArrayNode columns = json.putArray("columns");
        insight.columns().forEach(columns::add);
        ArrayNode rows = json.putArray("rows");
        insight.rows().forEach(row -> {
            ObjectNode one = rows.addObject();
            row.forEach((column, value) -> one.set(column, Render.value(value)));
        });
        return json;
    }
}
