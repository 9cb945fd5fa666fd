package io.serai.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sixty people whose numbers can be counted by hand. */
class InsightsIT {
    /** Mondays: 5 and 12 January 2026. */
    private static final Span JANUARY = new Span(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31));

    private static TestHub hub;
    private static Insights insights;

    @BeforeAll
    static void fill() {
        hub = new TestHub();
        insights = new Insights(hub.identity());
        hub.database().jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO stream (id, source, name) VALUES (9, 'crm', 'people')");
            // 1 to 30 German, 31 to 56 French, 57 to 60 Austrian; visits as the number; 60 merged away.
            handle.execute(
                    "INSERT INTO profile (id, redirect_to, changed, first_seen, last_seen, subjects, divided, sealed,"
                            + " t_country, t_visits, t_tags, c_email_marketing, i_email, i_device)"
                            + " SELECT seq, IF(seq > 60, 1, NULL), 0, IF(seq <= 20, '2026-01-05', '2026-01-06 13:30:00'), NOW(), IF(seq <= 10, 2, 1), 0, '',"
                            + " IF(seq <= 30, 'DE', IF(seq <= 56, 'FR', 'AT')), seq, IF(seq <= 10, '[\"new\", \"vip\"]', NULL),"
                            + " IF(seq <= 15, 1, IF(seq <= 25, 0, NULL)), IF(seq <= 40, 1, NULL), IF(seq > 40, 1, NULL) FROM seq_1_to_61");
            handle.execute(
                    "INSERT INTO source_record (id, record_key, profile_id, stream_id, content_hash, observed_at, state)"
                            + " SELECT seq, UNHEX(LPAD(HEX(seq), 32, '0')), seq, 9, 0, 1767571200000000 + seq * 1000000, '' FROM seq_1_to_61");
            handle.execute(
                    "INSERT INTO segment (id, name, definition, hash, version, built_version, sequence, members)"
                            + " VALUES (1, 'a', '', UNHEX('00'), 1, 1, 0, 20), (2, 'b', '', UNHEX('00'), 1, 1, 0, 20), (3, 'c', '', UNHEX('00'), 1, 1, 0, 8)");
            members(handle, 1, "1_to_20");
            members(handle, 2, "11_to_30");
            members(handle, 3, "18_to_25");
            // Twenty begin in the week of the 5th, eight of whom come back a week later; three begin on the 12th.
            event(handle, "page", "2026-01-05 10:00:00", "1_to_20");
            event(handle, "order_completed", "2026-01-06 09:00:00", "1_to_12");
            event(handle, "order_completed", "2026-01-13 10:00:00", "5_to_12");
            event(handle, "page", "2026-01-12 10:00:00", "21_to_23");
            handle.execute(
                    "INSERT INTO identity_change (sequence, changed_at, kind, profile_id, other_id, cause, moved) VALUES"
                            + " (1, '2026-01-05', 'merge', 1, 61, '', '[]'), (1, '2026-01-05 23:59:59', 'split', 1, 61, '', '[]'),"
                            + " (1, '2026-01-05', 'merge', 1, 61, '', '[]')");
        });
    }

    private static void members(Handle handle, int segment, String range) {
        handle.execute("INSERT INTO membership SELECT " + segment + ", seq, NOW(6) FROM seq_" + range);
    }

    private static void event(Handle handle, String type, String time, String range) {
        handle.execute(
                "INSERT INTO event (subject_id, time, id, type, properties) SELECT seq, ?, UNHEX(MD5(CONCAT(?, ?, seq))), ?, '{}' FROM seq_"
                        + range,
                time,
                type,
                time,
                type);
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    /** Rows as their values in the order of the columns, absent ones empty. */
    private static List<String> rows(Insight insight) {
        return insight.rows().stream()
                .map(row -> insight.columns().stream()
                        .map(column -> String.valueOf(row.getOrDefault(column, "")))
                        .collect(Collectors.joining(" | ")))
                .toList();
    }

    @Test
    void pairsAreCountedButNotWhereFewerThanFiveWouldShow() {
        assertThat(rows(insights.pairs(List.of("a", "b", "c"))))
                .containsExactly(
                        "a | b | 20 | 20 | 10 | 0.5000 | 0.5000",
                        "a | c | 20 | 8 |  |  | ",
                        "b | c | 20 | 8 | 8 | 0.4000 | 1.0000");
    }

    @Test
    void combinationsAreExactAndSmallOnesAreOther() {
        // a alone 10, a+b 7, a+b+c 3, b+c 5, b alone 5
        assertThat(rows(insights.combinations(List.of("a", "b", "c"))))
                .containsExactly("a | 10", "a + b | 7", "b | 5", "b + c | 5", "other | 3");
    }

    @Test
    void overlapOfOneSegmentOrOfOneThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> insights.pairs(List.of("a")))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
        assertThatThrownBy(() -> insights.pairs(List.of("a", "nobody")))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void textIsSpreadByValueAndComparedWithEveryone() {
        // 20 members, all German, of 30 Germans among 60
        assertThat(rows(insights.distribution("country", "a")))
                .containsExactly(
                        "DE | 20 | 30 | 1.0000 | 0.5000 | 200",
                        "FR | 0 | 26 | 0.0000 | 0.4333 | 0",
                        "other | 0 | 4 | 0.0000 | 0.0667 | 0");
    }

    @Test
    void numbersAreSpreadOverBinsOfEveryone() {
        assertThat(rows(insights.distribution("visits", "a")))
                .hasSize(10)
                .startsWith(
                        "up to 6 | 6 | 6 | 0.3000 | 0.1000 | 300", "over 6 up to 12 | 6 | 6 | 0.3000 | 0.1000 | 300")
                .endsWith("other | 2 | 6 | 0.1000 | 0.1000 | 100");
    }

    @Test
    void listsAreSpreadByItem() {
        assertThat(rows(insights.distribution("tags", "a")))
                .containsExactly("new | 10 | 10 | 0.5000 | 0.5000 | 100", "vip | 10 | 10 | 0.5000 | 0.5000 | 100");
    }

    @Test
    void personalDataIsNotSpread() {
        assertThatThrownBy(() -> insights.distribution("first_name", "a"))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("country");
    }

    @Test
    void timeIsCountedByDayAndByHour() {
        assertThat(rows(insights.profiles(JANUARY, false))).containsExactly("2026-01-05 | 20", "2026-01-06 | 40");
        assertThat(rows(insights.profiles(JANUARY, true)))
                .containsExactly("2026-01-05T00:00:00Z | 20", "2026-01-06T13:00:00Z | 40");
        Insight none = insights.events(new Span(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 1)), false);
        assertThat(none.columns()).containsExactly("moment", "type", "events");
        assertThat(none.rows()).isEmpty();
        assertThat(rows(insights.events(JANUARY, false)))
                .containsExactly(
                        "2026-01-05 | page | 20",
                        "2026-01-06 | order_completed | 12",
                        "2026-01-12 | page | 3",
                        "2026-01-13 | order_completed | 8");
    }

    @Test
    void cohortsSayWhoCameBackAndSmallOnesAreOther() {
        assertThat(rows(insights.cohorts(JANUARY)))
                .containsExactly("2026-01-05 | 0 | 20", "2026-01-05 | 1 | 8", "other | 0 | 3");
    }

    @Test
    void funnelCountsWhoCameSoFarInOrderAndInTime() {
        // Given
        String funnel = "{event: order_completed, then: [{event: order_completed, within: 10d}]}";

        // When, Then
        assertThat(rows(insights.funnel(funnel, JANUARY, Optional.empty())))
                .containsExactly(
                        "{event: order_completed} | 12 | 1.0000 | 1.0000",
                        "{event: order_completed, within: 10d} | 8 | 0.6667 | 0.6667");
        assertThat(rows(insights.funnel(funnel.replace("10d", "2d"), JANUARY, Optional.of("b"))))
                .containsExactly(
                        "{event: order_completed} |  |  | ",
                        "{event: order_completed, within: 2d} | 0 | 0.0000 | 0.0000");
        assertThatThrownBy(() -> insights.funnel("{event: nothing}", JANUARY, Optional.empty()))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID));
    }

    @Test
    void coverageIsThatOfLiveProfiles() {
        assertThat(rows(insights.identified(List.of("email")))).containsExactly("40 | 20 | 60");
        assertThat(rows(insights.identified(List.of()))).containsExactly("60 | 0 | 60");
        assertThat(rows(insights.consents())).containsExactly("email_marketing | 15 | 10 | 35 | 0.2500");
        assertThat(rows(insights.fill()))
                .contains("trait country | 60 | 1.0000", "trait city | 0 | 0.0000", "identifier email | 40 | 0.6667");
        assertThat(rows(insights.records())).containsExactly("60 | 70 | 10 | 1.1667");
        assertThat(rows(insights.merges(JANUARY))).containsExactly("2026-01-05 | 2 | 1");
        assertThat(rows(insights.sources()))
                .containsExactly("crm.people | 61 | 2026-01-05T00:01:01Z | 2026-01-05T00:01:01Z");
    }

    /** Moves records apart by hours, to and fro. */
    private void spread(int way) {
        hub.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE source_record SET observed_at = observed_at + ? * 3600000000 * (id % 7) WHERE profile_id > 0",
                        way));
    }

    @Test
    void theMiddleRecordIsTheLatestOfItsHour() {
        // Given
        spread(-1);
        String middle = hub.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT DATE_FORMAT(FROM_UNIXTIME(MAX(observed_at) DIV 1000000), '%Y-%m-%dT%H:%i:%sZ')"
                                        + " FROM source_record WHERE profile_id > 0 AND observed_at DIV 3600000000 = (SELECT observed_at"
                                        + " DIV 3600000000 FROM source_record WHERE profile_id > 0 ORDER BY observed_at LIMIT 1 OFFSET 30)")
                        .mapTo(String.class)
                        .one());
        // When
        List<String> rows = rows(insights.sources());
        spread(1);
        // Then
        assertThat(rows)
                .singleElement()
                .asString()
                .startsWith("crm.people | 61 | ")
                .endsWith(" | " + middle);
    }

    @Test
    void matchesAreThoseOfTheLastFinishedRun() {
        // Given
        hub.database().jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO sync_state (name, destination, run_id) VALUES ('news', 'mailer', 2)");
            for (String run : List.of("'finished', 90, 1, 0", "'finished', 60, 1, 1", "'running', 10, 0, 0")) {
                handle.execute("INSERT INTO run (kind, name, state, delivered, rejected, pending, selected, withheld,"
                        + " started_at, updated_at, finished_at) VALUES ('sync', 'news', " + run
                        + ", 80, 18, '2026-01-05', '2026-01-05', '2026-01-05')");
            }
            handle.execute("INSERT INTO sync_outcome (run_id, operation, outcome, code, count)"
                    + " SELECT MAX(id), 'add', 'withheld', 'no_identifier', 8 FROM run WHERE state = 'finished'");
        });

        // When, Then
        assertThat(rows(insights.matches()))
                .containsExactly("news | mailer | 80 | 60 | 1 | 18 | 1 | 8 | 0.9000 | 0.7500 | 2026-01-05T00:00:00Z");
    }

    @Test
    void runsSayWhatWasSentAndTakenAwayAndWhatIsHeld() {
        // Given
        hub.database().jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO sync_state (name, destination) VALUES ('ads', 'adsite')");
            handle.execute("INSERT INTO run (id, kind, name, state, selected, delivered, rejected, withheld, pending,"
                    + " started_at, updated_at) VALUES"
                    + " (901, 'sync', 'ads', 'cancelled', 80, 70, 4, 6, 0, '2026-01-05 10:00', '2026-01-05'),"
                    + " (902, 'sync', 'ads', 'failed', 80, 70, 0, 6, 4, '2026-01-06 10:00', '2026-01-06'),"
                    + " (903, 'sync', 'ads', 'cancelled', 1, 1, 0, 0, 0, '2026-02-01', '2026-02-01')");
            handle.execute("INSERT INTO sync_outcome (run_id, operation, outcome, code, count) VALUES"
                    + " (901, 'add', 'delivered', '', 50), (901, 'add', 'refreshed', '', 20),"
                    + " (901, 'add', 'delivered', 'unusable', 3), (901, 'remove', 'delivered', '', 7),"
                    + " (901, 'erase', 'delivered', '', 1), (901, 'add', 'rejected', 'DESTINATION_REJECTED', 4)");
        });

        // When, Then
        assertThat(rows(insights.runs("ads", JANUARY)))
                .containsExactly(
                        "901 | 2026-01-05T10:00:00Z | cancelled | 80 | 30 | 8 | 4 | 6 | 0 | 70",
                        "902 | 2026-01-06T10:00:00Z | failed | 80 | 0 | 0 | 0 | 6 | 4 | 70");
        assertThatThrownBy(() -> insights.runs("none", JANUARY))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
