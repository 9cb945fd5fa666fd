package io.serai.insight;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.HashMap;
import java.util.Map;

/** What happened when. */
final class Activity {
    private static final String DAY = "DATE_FORMAT(%s, '%%Y-%%m-%%d')";
    private static final String HOUR = "DATE_FORMAT(%s, '%%Y-%%m-%%dT%%H:00:00Z')";

    /** As many as a chart has room for. */
    private static final int MOST_RUNS = 1_000;

    private final Asking asking;

    Activity(Asking asking) {
        this.asking = asking;
    }

    Insight profiles(Span span, boolean hourly) {
        return asking.table(
                "SELECT " + (hourly ? HOUR : DAY).formatted("first_seen")
                        + " AS time, COUNT(*) AS profiles FROM profile"
                        + " WHERE redirect_to IS NULL AND first_seen >= :from AND first_seen < :to"
                        + " GROUP BY time ORDER BY time",
                span.bound());
    }

    Insight events(Span span, boolean hourly) {
        return asking.table(
                "SELECT " + (hourly ? HOUR : DAY).formatted("e.time")
                        + " AS moment, e.type, COUNT(*) AS events FROM event e WHERE e.time >= :from AND e.time < :to"
                        + " GROUP BY moment, e.type ORDER BY moment, e.type",
                span.bound());
    }

    /** Weeks begin on Mondays, in UTC. Cohorts too small to be told about are one. */
    Insight cohorts(Span span) {
        return asking.table(
                "WITH active AS (SELECT DISTINCT r.profile_id, DATE(e.time) - INTERVAL WEEKDAY(e.time) DAY AS week"
                        + " FROM event e JOIN source_record r ON r.id = e.subject_id WHERE r.profile_id > 0),"
                        + " since AS (SELECT profile_id, week, MIN(week) OVER (PARTITION BY profile_id) AS first FROM active),"
                        + " sizes AS (SELECT first, COUNT(DISTINCT profile_id) AS size FROM since GROUP BY first),"
                        + " told AS (SELECT s.profile_id, s.week, s.first, IF(z.size < " + Crowd.LEAST
                        + ", 'other', DATE_FORMAT(s.first, '%Y-%m-%d')) AS cohort FROM since s JOIN sizes z ON z.first = s.first"
                        + " WHERE s.first >= DATE(:from) AND s.first < DATE(:to))"
                        + " SELECT cohort, DATEDIFF(week, first) DIV 7 AS weeks_later, COUNT(DISTINCT profile_id) AS profiles"
                        + " FROM told GROUP BY cohort, weeks_later ORDER BY cohort, weeks_later",
                span.bound());
    }

    /**
     * What the last runs of a sync did. Whom a run found at the destination already is in {@code held} and was not sent.
     *
     * @throws SeraiException NOT_FOUND
     */
    Insight runs(String sync, Span span) {
        Map<String, Object> values = new HashMap<>(span.bound());
        values.put("sync", sync);
        if (asking.list("SELECT id FROM sync_state WHERE name = :sync", Map.of("sync", sync), row -> row.getInt(1))
                .isEmpty()) {
            throw new SeraiException(ErrorCode.NOT_FOUND, "There is no such sync. 'serai sync list' has them all.");
        }
        return asking.table(
                "SELECT * FROM (SELECT r.id AS run, DATE_FORMAT(r.started_at, '%Y-%m-%dT%H:%i:%sZ') AS started, r.state,"
                        + " r.selected, " + sum("o.operation = 'add' AND o.outcome = 'delivered' AND o.code = ''")
                        + " - "
                        + sum("o.outcome = 'refreshed'") + " AS sent, "
                        + sum("o.operation <> 'add' AND o.outcome = 'delivered' AND o.code = ''") + " AS removed,"
                        + " r.rejected, r.withheld, r.pending, r.delivered AS held FROM run r"
                        + " LEFT JOIN sync_outcome o ON o.run_id = r.id WHERE r.kind = 'sync' AND r.name = :sync"
                        + " AND r.started_at >= :from AND r.started_at < :to GROUP BY r.id ORDER BY r.id DESC LIMIT "
                        + MOST_RUNS + ") runs ORDER BY run",
                values);
    }

    private static String sum(String which) {
        return "COALESCE(SUM(IF(" + which + ", o.count, 0)), 0)";
    }

    /** How identity changed day by day. */
    Insight merges(Span span) {
        return asking.table(
                "SELECT " + DAY.formatted("changed_at")
                        + " AS day, SUM(kind = 'merge') AS merges, SUM(kind = 'split') AS"
                        + " splits FROM identity_change WHERE changed_at >= :from AND changed_at < :to GROUP BY day ORDER BY day",
                span.bound());
    }
}
