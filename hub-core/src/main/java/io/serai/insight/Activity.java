package io.serai.insight;

/** What happened when. */
final class Activity {
    private static final String DAY = "DATE_FORMAT(%s, '%%Y-%%m-%%d')";
    private static final String HOUR = "DATE_FORMAT(%s, '%%Y-%%m-%%dT%%H:00:00Z')";

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

    /** How identity changed day by day. */
    Insight merges(Span span) {
        return asking.table(
                "SELECT " + DAY.formatted("changed_at")
                        + " AS day, SUM(kind = 'merge') AS merges, SUM(kind = 'split') AS"
                        + " splits FROM identity_change WHERE changed_at >= :from AND changed_at < :to GROUP BY day ORDER BY day",
                span.bound());
    }
}
