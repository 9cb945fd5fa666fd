package io.serai.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.TestHub;
import io.serai.profile.StoredProfiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables of more than one page, each row once. */
class ExportsIT {
    private static final int EVENTS = 5_000;

    private static TestHub hub;
    private static Exports exports;

    @BeforeAll
    static void fill() {
        hub = new TestHub();
        exports = new Exports(hub.identity());
        StoredProfiles profiles =
                new StoredProfiles(TestHub.KEYRING, hub.identity().vocabulary());
        hub.database().jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO stream (id, source, name) VALUES (1, 'web', 'visits')");
            profiles.put(
                    handle,
                    9_001,
                    Map.of("email", List.of("ann@example.com", "old@example.com")),
                    Map.of("first_name", "Ann"),
                    Map.of("email_marketing", true));
            profiles.put(handle, 9_002, Map.of(), Map.of(), Map.of());
            profiles.put(handle, 9_003, Map.of(), Map.of(), Map.of());
            profiles.redirect(handle, 9_003, 0);
            handle.execute(
                    "INSERT INTO profile (id, changed, first_seen, last_seen, subjects, divided, sealed, t_country)"
                            + " SELECT seq, 0, '2026-01-01', '2026-01-02', 1, FALSE, '', 'DE' FROM seq_1_to_4500");
            handle.execute("INSERT INTO segment (id, name, definition, hash, version, built_version, sequence, members)"
                    + " VALUES (4, 'vip', '', UNHEX('00'), 1, 1, 0, 2)");
            handle.execute("INSERT INTO membership VALUES (4, 9001, NOW(6)), (4, 9003, NOW(6))");
            // Three subjects, five moments: many share both, so that pages end in the middle of a moment.
            handle.execute("INSERT INTO event (subject_id, time, id, type, properties)"
                    + " SELECT 9001 + seq % 3, '2026-01-01' + INTERVAL seq % 5 HOUR, UNHEX(MD5(seq)),"
                    + " IF(seq % 2, 'order_completed', 'left'), CONCAT('{\"revenue\": ', seq, '.50}') FROM seq_1_to_"
                    + EVENTS);
        });
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    private static List<List<Optional<Object>>> all(Table table) {
        List<List<Optional<Object>>> rows = new ArrayList<>();
        for (List<List<Optional<Object>>> page = table.next(); !page.isEmpty(); page = table.next()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2_000);
            rows.addAll(page);
        }
        return rows;
    }

    private static EventSelection events(Optional<String> segment, List<String> types, List<String> fields) {
        return new EventSelection(segment, types, Optional.empty(), Optional.empty(), fields);
    }

    @Test
    void everyProfileComesOnceInOrder() {
        // When
        List<List<Optional<Object>>> rows =
                all(exports.profiles(new ProfileSelection(Optional.empty(), List.of("id", "country")), false));

        // Then
        assertThat(rows).hasSize(4_502).doesNotHaveDuplicates();
        assertThat(rows.get(4_499)).containsExactly(Optional.of(4_500L), Optional.of("DE"));
        assertThat(rows.get(4_501)).containsExactly(Optional.of(9_002L), Optional.empty());
    }

    @Test
    void membersComeWithWhatIsSealedAndTheirSegments() {
        // Given
        List<String> fields = List.of("id", "first_name", "email", "phone", "email_marketing", "segments");
        ProfileSelection vip = new ProfileSelection(Optional.of("vip"), fields);

        // When, Then: the merged one is no member any more
        assertThat(all(exports.profiles(vip, true)))
                .containsExactly(List.of(
                        Optional.of(9_001L),
                        Optional.of("Ann"),
                        Optional.of("ann@example.com"),
                        Optional.empty(),
                        Optional.of("granted"),
                        Optional.of(List.of("vip"))));
        assertThat(all(exports.profiles(vip, false)).get(0))
                .startsWith(Optional.of(9_001L), Optional.of("A***"), Optional.of("a***"));
    }

    @Test
    void everyEventOfALivePersonComesOnceThoughPagesEndAmongEqualMoments() {
        // When
        List<List<Optional<Object>>> rows = all(exports.events(
                events(Optional.empty(), List.of(), List.of("profile_id", "time", "revenue", "source"))));

        // Then: a third hangs on the one whose last record is gone
        assertThat(rows).hasSize(EVENTS - (EVENTS + 1) / 3).doesNotHaveDuplicates();
        assertThat(rows.get(0))
                .startsWith(Optional.of(9_001L), Optional.of(Instant.parse("2026-01-01T00:00:00Z")))
                .endsWith(Optional.of("web.visits"));
        assertThat(rows).allSatisfy(row -> assertThat(row.get(2).orElseThrow()).isInstanceOf(BigDecimal.class));
    }

    @Test
    void eventsAreThoseOfTheSegmentTheTypesAndTheTime() {
        // Given
        EventSelection selection = new EventSelection(
                Optional.of("vip"),
                List.of("order_completed"),
                Optional.of(Instant.parse("2026-01-01T01:00:00Z")),
                Optional.of(Instant.parse("2026-01-01T02:00:00Z")),
                List.of());
        long expected = IntStream.rangeClosed(1, EVENTS)
                .filter(i -> i % 3 == 0 && i % 2 == 1 && i % 5 == 1)
                .count();

        // When
        Table table = exports.events(selection);

        // Then
        assertThat(table.columns())
                .extracting(Column::name)
                .containsExactly("profile_id", "type", "time", "source", "properties");
        assertThat(all(table)).hasSize((int) expected);
    }

    @Test
    void namesThatAreNotKnownAreRefused() {
        assertThatThrownBy(() -> exports.events(events(Optional.empty(), List.of("nothing"), List.of())))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("order_completed");
        assertThatThrownBy(() -> exports.profiles(new ProfileSelection(Optional.empty(), List.of("id", "id")), false))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("twice");
    }

    @Test
    void aClosedExportReadsNoFurtherPage() throws IOException {
        // Given
        Table table = exports.profiles(new ProfileSelection(Optional.empty(), List.of("id")), false);
        ExportStream stream = ExportStream.begin(table, (columns, out) -> new TableWriter() {
            @Override
            public void write(List<Optional<Object>> values) throws IOException {
                out.write(7);
            }

            @Override
            public void close() {}
        });

        // When
        int first = stream.read(new byte[10_000]);
        stream.close();

        // Then
        assertThat(first).isEqualTo(2_000);
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
        assertThat(table.next().get(0)).containsExactly(Optional.of(2_001L));
    }
}
