package io.serai.insight;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Identity;
import io.serai.schema.ProfileSchema;
import io.serai.segment.Funnel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers about what the store holds; what each of them means is in docs/explanation/insights.md. Reads only. Each answer
 * says when it was computed; one that takes longer than half a minute is refused with TOO_COSTLY. Thread-safe.
 */
public final class Insights {
    private final Asking asking;
    private final ProfileSchema schema;
    private final Overlaps overlaps;
    private final Distributions distributions;
    private final Activity activity;
    private final Coverage coverage;

    public Insights(Identity identity) {
        this.asking = new Asking(identity.database(), identity.clock());
        this.schema = identity.schema();
        this.overlaps = new Overlaps(asking);
        this.distributions = new Distributions(asking, schema);
        this.activity = new Activity(asking);
        this.coverage = new Coverage(asking, schema);
    }

    /** Who is in both segments of each pair. */
    public Insight pairs(List<String> segments) {
        return overlaps.pairs(segments);
    }

    /** Who is in exactly which of the segments. */
    public Insight combinations(List<String> segments) {
        return overlaps.exactly(segments);
    }

    /** A trait that is no personal data, in a segment and over everyone. */
    public Insight distribution(String trait, String segment) {
        return distributions.of(trait, segment);
    }

    /** Profiles by when they were seen first, a day or an hour. */
    public Insight profiles(Span span, boolean hourly) {
        return activity.profiles(span, hourly);
    }

    /** Events by type, a day or an hour. */
    public Insight events(Span span, boolean hourly) {
        return activity.events(span, hourly);
    }

    /** Who came back so many weeks after their first event, by the week of that. */
    public Insight cohorts(Span span) {
        return activity.cohorts(span);
    }

    /** Merges and splits a day. */
    public Insight merges(Span span) {
        return activity.merges(span);
    }

    /**
     * What the last 1,000 runs of a sync in a span did, and how many its destination held then.
     *
     * @throws SeraiException NOT_FOUND
     */
    public Insight runs(String sync, Span span) {
        return activity.runs(sync, span);
    }

    /** Profiles and the records they are made of. */
    public Insight records() {
        return coverage.records();
    }

    /**
     * Profiles with and without an identifier.
     *
     * @param namespaces those that identify a person; none for all
     * @throws SeraiException USAGE if there is no such namespace
     */
    public Insight identified(List<String> namespaces) {
        if (!schema.identifiers().keySet().containsAll(namespaces)) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    "A namespace is not known. Known are "
                            + String.join(", ", schema.identifiers().keySet()) + ".");
        }
        return coverage.identified(
                namespaces.isEmpty() ? List.copyOf(schema.identifiers().keySet()) : namespaces);
    }

    /** What profiles say about each purpose. */
    public Insight consents() {
        return coverage.consents();
    }

    /** How many profiles have each trait and identifier. */
    public Insight fill() {
        return coverage.fill();
    }

    /** How many records each stream has, and how old they are. */
    public Insight sources() {
        return coverage.sources();
    }

    /** What became of the members of each sync's segment in its last run. */
    public Insight matches() {
        return coverage.matches();
    }

    /**
     * Who took the steps of a funnel, up to each.
     *
     * @param definition an event and what follows it, as conditions on events have them, in YAML or JSON
     * @param span the days of the first event
     * @param segment whose members are meant; empty for everyone
     * @throws SeraiException CONFIG_INVALID, NOT_FOUND
     */
    public Insight funnel(String definition, Span span, Optional<String> segment) {
        String members = segment.map(
                        name -> " AND r.profile_id IN (SELECT profile_id FROM membership WHERE segment_id = "
                                + asking.segment(name) + ")")
                .orElse("");
        Instant at = asking.now();
        List<Map<String, Object>> rows = new ArrayList<>();
        long first = 0;
        long before = 0;
        for (Funnel.Step step : Funnel.read(definition, schema).steps()) {
            Map<String, Object> values = new HashMap<>(step.values());
            values.putAll(span.bound());
            long people = asking.list(
                            step.sql() + " AND e.time >= :from AND e.time < :to" + members,
                            values,
                            row -> row.getLong(1))
                    .get(0);
            first = rows.isEmpty() ? people : first;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("step", step.description());
            if (!Crowd.isSmall(people)) {
                row.put("profiles", people);
                Shares.put(row, "of_before", people, rows.isEmpty() ? people : before);
                Shares.put(row, "of_first", people, first);
            }
            before = people;
            rows.add(row);
        }
        return new Insight(at, List.of("step", "profiles", "of_before", "of_first"), rows);
    }
}
