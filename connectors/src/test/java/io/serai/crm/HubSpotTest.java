package io.serai.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.ConnectorContext;
import io.serai.crm.FakeCrm.Reply;
import io.serai.crm.SourceKit.Read;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.source.DiscoveredStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant START = NOW.minus(Duration.ofDays(2));

    private final HubSpotSimulator hubspot = new HubSpotSimulator();
    private final SourceKit kit = kit(hubspot.url(), "t0");

    private static SourceKit kit(String url, String token) {
        return new SourceKit(
                "connect-hubspot.md",
                Map.of("options: {", "options: { base_url: \"" + url + "\","),
                Map.of("HUBSPOT_TOKEN", token));
    }

    @AfterEach
    void close() {
        hubspot.close();
    }

    private void people(int count, Duration apart) {
        for (int id = 1; id <= count; id++) {
            hubspot.put(id, START.plus(apart.multipliedBy(id)), "Bonn");
        }
    }

    private static JsonNode json(String record) {
        try {
            return FakeCrm.JSON.readTree(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last city said of each contact. */
    private static Map<String, String> cities(List<String> records) {
        Map<String, String> cities = new HashMap<>();
        records.forEach(record -> cities.put(
                json(record).path("id").asText(),
                json(record).at("/properties/city").asText()));
        return cities;
    }

    private static void fails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SeraiException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).doesNotContain("example.com").doesNotContain("t0");
        });
    }

    @Test
    void moreThanTheSearchShowsIsReadOnceEach() {
        // Given
        people(10_450, Duration.ofSeconds(1));
        // When
        Read read = kit.readAll(Optional.empty());
        // Then
        assertThat(read.records()).hasSize(10_450);
        assertThat(cities(read.records())).hasSize(10_450);
    }

    @Test
    void moreOfOneTimeThanAPageHoldsAreReadOnceEach() {
        // Given
        people(650, Duration.ZERO);
        hubspot.put(700, START.plusMillis(1), "Kiel");
        // When
        Read read = kit.readAll(Optional.empty());
        // Then
        assertThat(cities(read.records())).hasSize(651);
        assertThat(read.records()).hasSize(651);
    }

    @Test
    void whatChangesWhileItIsReadIsNotLost() {
        // Given
        people(1_000, Duration.ofSeconds(1));
        SplittableRandom random = new SplittableRandom(7);
        int[] changes = {0};
        Set<String> moved = new HashSet<>();
        hubspot.meanwhile = () -> {
            if (changes[0]++ < 30) {
                long id = 1 + random.nextInt(1_000);
                moved.add(Long.toString(id));
                hubspot.put(id, NOW.plusSeconds(changes[0]), "Moved");
            }
        };
        // When
        Read read = kit.readAll(Optional.empty());
        // Then
        Map<String, String> cities = cities(read.records());
        assertThat(cities).hasSize(1_000);
        assertThat(moved).isNotEmpty().allMatch(id -> "Moved".equals(cities.get(id)));
    }

    @Test
    void anAbandonedReadGoesOnWhereItWasLeft() {
        // Given
        people(300, Duration.ZERO);
        for (int id = 301; id <= 900; id++) {
            hubspot.put(id, START.plusSeconds(id), "Bonn");
        }
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> ids = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        // When
        for (int round = 0; round < 12; round++) {
            Read part = kit.read(cursor, 400 + random.nextInt(300));
            ids.addAll(cities(part.records()).keySet());
            cursor = part.cursor();
        }
        // Then
        assertThat(ids).as("seed %d", seed).hasSize(900);
    }

    @Test
    void aLookThatFindsNothingNewYieldsNothing() {
        // Given
        people(50, Duration.ofSeconds(10));
        hubspot.put(50, NOW, "Bonn");
        Read first = kit.readAll(Optional.empty());
        // When
        Read second = kit.readAll(first.cursor());
        // Then
        assertThat(second.records()).isEmpty();
    }

    @Test
    void aChangeThatShowsLateOrWithinTheSameTickIsYielded() {
        // Given
        people(50, Duration.ofSeconds(10));
        hubspot.put(50, NOW, "Bonn");
        Read first = kit.readAll(Optional.empty());
        // When
        hubspot.put(50, NOW, "Same tick");
        hubspot.put(99, NOW.minusSeconds(120), "Late");
        Read second = kit.readAll(first.cursor());
        // Then
        assertThat(cities(second.records())).isEqualTo(Map.of("50", "Same tick", "99", "Late"));
    }

    @Test
    void archivedContactsComeAsDeletionsOnce() {
        // Given
        people(250, Duration.ofSeconds(1));
        Read first = kit.readAll(Optional.empty());
        for (int id = 1; id <= 130; id++) {
            hubspot.archive(id, NOW);
        }
        // When
        Read tooEarly = kit.readAll(first.cursor());
        kit.clock.advance(Duration.ofHours(1));
        Read due = kit.readAll(tooEarly.cursor());
        kit.clock.advance(Duration.ofHours(1));
        Read again = kit.readAll(due.cursor());
        // Then
        assertThat(tooEarly.records()).isEmpty();
        assertThat(due.records())
                .hasSize(130)
                .allSatisfy(record ->
                        assertThat(json(record).path("deleted").asBoolean()).isTrue());
        assertThat(json(due.records().get(0)).fieldNames()).toIterable().containsExactly("id", "deleted", "deleted_at");
        assertThat(again.records()).isEmpty();
    }

    @Test
    void troubleIsWaitedOutAndRetryAfterIsKept() {
        // Given
        people(10, Duration.ofSeconds(1));
        hubspot.fail(
                Reply.status(429).with("Retry-After", "7"),
                Reply.status(500),
                new Reply(200, Map.of(), "{\"results\": [{\"id\": \"1\"}", false),
                new Reply(200, Map.of(), "{\"results\": []}             ", true));
        // When
        Read read = kit.readAll(Optional.empty());
        // Then
        assertThat(read.records()).hasSize(10);
        assertThat(kit.pauses.stream().filter(pause -> pause.compareTo(Duration.ofSeconds(1)) >= 0))
                .containsExactly(
                        Duration.ofSeconds(7), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void troubleThatStaysEndsTheReadAndTheNextOneGoesOn() {
        // Given
        people(500, Duration.ofSeconds(1));
        Read part = kit.read(Optional.empty(), 200);
        hubspot.fail(Reply.status(429).with("Retry-After", "3600"));
        // When
        fails(() -> kit.readAll(part.cursor()), ErrorCode.SOURCE_BUSY);
        Read rest = kit.readAll(part.cursor());
        // Then
        List<String> all = new ArrayList<>(part.records());
        all.addAll(rest.records());
        assertThat(cities(all)).hasSize(500);
    }

    @Test
    void answersOfAnotherFormAreNotTakenForAnEnd() {
        // Given
        people(10, Duration.ofSeconds(1));
        hubspot.fail(Reply.text("{\"results\": {\"id\": 7}}"));
        // When
        fails(() -> kit.readAll(Optional.empty()), ErrorCode.SOURCE_UNINTELLIGIBLE);
        // Then
        hubspot.fail(Reply.text("{\"results\": [{\"id\": \"1\", \"properties\": {\"lastmodifieddate\": [true]}}]}"));
        fails(() -> kit.readAll(Optional.empty()), ErrorCode.SOURCE_SCHEMA_CHANGED);
    }

    @Test
    void oneElementThatIsNoRecordCostsOnlyItself() {
        // Given
        hubspot.fail(Reply.text("{\"results\": [7, {\"id\": \"1\", \"properties\":"
                + " {\"lastmodifieddate\": \"2026-10-01T00:00:00Z\"}}]}"));
        // When
        Read read = kit.readAll(Optional.empty());
        // Then
        assertThat(read.records()).hasSize(2).contains("unreadable");
    }

    @Test
    void aCheckTellsAddressKeyAndRightApart() {
        // Given
        kit.source.check();
        SourceKit wrongKey = kit(hubspot.url(), "other");
        SourceKit wrongHost = kit("http://127.0.0.1:1", "t0");
        // When
        hubspot.fail(Reply.status(403));
        // Then
        fails(kit.source::check, ErrorCode.SOURCE_FORBIDDEN);
        fails(wrongKey.source::check, ErrorCode.SOURCE_REFUSED_CREDENTIAL);
        fails(wrongHost.source::check, ErrorCode.SOURCE_UNREACHABLE);
    }

    @Test
    void aTimeOutIsTroubleOfTheNetwork() {
        // Given
        ConnectorContext context = new ConnectorContext(
                "hubspot",
                kit.clock,
                request -> {
                    throw new IOException("p1@example.com timed out");
                },
                pause -> {});
        // When
        ThrowingCallable check = () -> kit.definition().open(context).check();
        // Then
        fails(check, ErrorCode.SOURCE_UNREACHABLE);
    }

    @Test
    void streamsAreDiscoveredWithSamplesByOneRequestEach() {
        // Given
        people(300, Duration.ofSeconds(1));
        // When
        List<DiscoveredStream> streams = kit.source.discover(3);
        // Then
        assertThat(streams).extracting(DiscoveredStream::name).containsExactly("contacts", "companies");
        assertThat(streams).extracting(DiscoveredStream::key).containsOnly("id");
        assertThat(streams.get(0).samples()).hasSize(3);
        assertThat(hubspot.asked).hasSize(2);
    }
}
