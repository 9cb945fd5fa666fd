package io.serai.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.store.Database;
import io.serai.store.Moments;
import io.serai.store.TestServer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks of zones show the same in SQL as in plain Java, on both sides of every change. */
class ZonesIT {
    private static List<Instant> moments(ZoneId zone) {
        List<Instant> moments = new ArrayList<>(List.of(Zones.FIRST, Instant.parse("2026-07-01T12:00:00Z")));
        for (ZoneOffsetTransition next = zone.getRules().nextTransition(Zones.FIRST);
                next != null && next.getInstant().isBefore(Zones.LAST);
                next = zone.getRules().nextTransition(next.getInstant())) {
            moments.add(next.getInstant().minusNanos(1_000));
            moments.add(next.getInstant());
        }
        return moments;
    }

    /** One with half an hour, one that skipped a day, one that gave summer time up, one that counted seconds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Asia/Kolkata",
                "America/Sao_Paulo",
                "Africa/Monrovia",
                "+05:30",
                "Z"
            })
    void aClockShowsTheSameInSqlAsInJava(String name) {
        // Given
        ZoneId zone = ZoneId.of(name).normalized();
        List<Instant> moments = moments(zone);
        String json = SegmentWorld.json(
                moments.stream().map(Moments::sql).map(String::valueOf).toList());
        try (Database database = TestServer.fresh()) {
            // When
            List<LocalDateTime> shown = database.read(handle -> handle.createQuery("SELECT " + Zones.local("t.x", zone)
                            + " FROM JSON_TABLE(:moments, '$[*]' COLUMNS (n FOR ORDINALITY, x DATETIME(6) PATH '$')) t"
                            + " ORDER BY t.n")
                    .bind("moments", json)
                    .map((row, context) -> row.getObject(1, LocalDateTime.class))
                    .list());
            // Then
            assertThat(shown)
                    .isEqualTo(moments.stream()
                            .map(moment -> LocalDateTime.ofInstant(moment, zone))
                            .toList());
        }
    }
}
