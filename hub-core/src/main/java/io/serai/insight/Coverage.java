package io.serai.insight;

import io.serai.profile.ProfileColumns;
import io.serai.schema.ProfileSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is known of live profiles, what they agreed to, and how old it is. */
final class Coverage {
    private static final String LIVE = " FROM profile WHERE redirect_to IS NULL";

    private final Asking asking;
    private final ProfileSchema schema;

    Coverage(Asking asking, ProfileSchema schema) {
        this.asking = asking;
        this.schema = schema;
    }

    /** A profile without an identifier of any of these namespaces is anonymous. */
    Insight identified(List<String> namespaces) {
        String any = namespaces.stream()
                .map(name -> "`" + ProfileColumns.identifier(name) + "` > 0")
                .collect(Collectors.joining(" OR ", "COALESCE(", ", FALSE)"));
        return asking.table(
                "SELECT COALESCE(SUM(" + any + "), 0) AS identified, COALESCE(SUM(NOT " + any
                        + "), 0) AS anonymous, COUNT(*) AS profiles" + LIVE,
                Map.of());
    }

    Insight consents() {
        List<String> sums = new ArrayList<>();
        for (String purpose : schema.purposes()) {
            String column = "`" + ProfileColumns.consent(purpose) + "`";
            sums.add("COALESCE(SUM(" + column + " = 1), 0), COALESCE(SUM(" + column + " = 0), 0)");
        }
        List<String> purposes = List.copyOf(schema.purposes());
        return counted(sums, List.of("purpose", "granted", "denied", "unknown", "of_profiles"), counts -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < purposes.size(); i++) {
                long granted = counts.get(1 + 2 * i);
                long denied = counts.get(2 + 2 * i);
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("purpose", purposes.get(i));
                row.put("granted", granted);
                row.put("denied", denied);
                row.put("unknown", counts.get(0) - granted - denied);
                Shares.put(row, "of_profiles", granted, counts.get(0));
                rows.add(row);
            }
            return rows;
        });
    }

    /** Of traits that are personal data only the identifiers beside them can be counted: the rest is sealed. */
    Insight fill() {
        Map<String, String> columns = new LinkedHashMap<>();
        ProfileColumns.open(schema)
                .forEach(trait -> columns.put("trait " + trait.name(), ProfileColumns.trait(trait.name())));
        schema.identifiers()
                .keySet()
                .forEach(name -> columns.put("identifier " + name, ProfileColumns.identifier(name)));
        List<String> names = List.copyOf(columns.keySet());
        List<String> sums = columns.values().stream()
                .map(column -> "COUNT(`" + column + "`)")
                .toList();
        return counted(sums, List.of("field", "filled", "of_profiles"), counts -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("field", names.get(i));
                row.put("filled", counts.get(1 + i));
                Shares.put(row, "of_profiles", counts.get(1 + i), counts.get(0));
                rows.add(row);
            }
            return rows;
        });
    }

    /** Makes rows of the number of profiles and of sums over them. */
    @FunctionalInterface
    private interface Rows {
        List<Map<String, Object>> of(List<Long> counts);
    }

    private Insight counted(List<String> sums, List<String> columns, Rows rows) {
        Instant at = asking.now();
        String all = sums.stream().map(sum -> ", " + sum).collect(Collectors.joining());
        List<Long> counts = asking.list("SELECT COUNT(*)" + all + LIVE, Map.of(), row -> {
                    List<Long> numbers = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        numbers.add(row.getLong(i));
                    }
                    return numbers;
                })
                .get(0);
        return new Insight(at, columns, rows.of(counts));
    }

    /**
     * The records that are there, and how long ago the latest and the middle one were true at the source. The middle one
     * is the latest of its hour: to put all records in order would take minutes where to count hours takes seconds.
     */
    Insight sources() {
        String hours =
                "SELECT stream_id, observed_at DIV 3600000000 AS hour, COUNT(*) AS records, MAX(observed_at) AS latest"
                        + " FROM source_record WHERE profile_id > 0 GROUP BY stream_id, hour";
        String running = "SELECT stream_id, latest, SUM(records) OVER (PARTITION BY stream_id) AS records,"
                + " SUM(records) OVER (PARTITION BY stream_id ORDER BY hour) AS until FROM (" + hours + ") hours";
        return asking.table(
                "SELECT CONCAT(t.source, '.', t.name) AS stream, records, " + moment("latest") + " AS latest, "
                        + moment("middle")
                        + " AS middle FROM (SELECT stream_id, CAST(MAX(records) AS INT) AS records, MAX(latest) AS latest,"
                        + " MIN(IF(2 * until >= records, latest, NULL)) AS middle FROM (" + running
                        + ") running GROUP BY stream_id) streams JOIN stream t ON t.id = streams.stream_id"
                        + " ORDER BY stream",
                Map.of());
    }

    /** Microseconds since 1970 as text in ISO 8601. */
    private static String moment(String micros) {
        return iso("TIMESTAMP('1970-01-01') + INTERVAL CAST(" + micros + " AS INT) MICROSECOND");
    }

    private static String iso(String moment) {
        return "DATE_FORMAT(" + moment + ", '%Y-%m-%dT%H:%i:%sZ')";
    }

    /** How many records make up a person. */
    Insight records() {
        return asking.table(
                "SELECT COUNT(*) AS profiles, COALESCE(SUM(subjects), 0) AS records, COALESCE(SUM(subjects > 1), 0) AS merged,"
                        + " ROUND(SUM(subjects) / COUNT(*), 4) AS records_per_profile" + LIVE,
                Map.of());
    }

    /** What the last finished run of each sync did with the members of its segment. */
    Insight matches() {
        return asking.table(
                "SELECT s.name AS sync, s.destination, r.selected, r.delivered, r.rejected, r.withheld, r.pending,"
                        + " COALESCE(o.count, 0) AS without_identifier,"
                        + " ROUND((r.selected - COALESCE(o.count, 0)) / NULLIF(r.selected, 0), 4) AS addressable,"
                        + " ROUND(r.delivered / NULLIF(r.selected, 0), 4) AS matched, "
                        + iso("r.finished_at") + " AS finished"
                        + " FROM sync_state s JOIN run r ON r.id = (SELECT MAX(id) FROM run WHERE kind = 'sync'"
                        + " AND name = s.name AND state = 'finished')"
                        + " LEFT JOIN sync_outcome o ON o.run_id = r.id AND o.outcome = 'withheld' AND o.code = 'no_identifier'"
                        + " ORDER BY s.name",
                Map.of());
    }
}
