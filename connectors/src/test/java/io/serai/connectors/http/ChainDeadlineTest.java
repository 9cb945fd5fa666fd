package io.serai.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Settings;
import io.serai.connector.Transport;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.store.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A chain that is slower than a delivery may last. */
class ChainDeadlineTest {
    private static final String DEFINITION = """
            connector: slow
            vendor: { name: Slow }
            auth: { none: true }
            base_url: http://slow.example
            identifiers: { email: { from: email, profile: plain-lower } }
            operations:
              add:
                request: { method: POST, path: /people }
                body: { email: "${email}" }
                accept: [200]
                gives: { values: { id: $.id }, missing: retry }
                then:
                  request: { method: POST, path: /list }
                  batch: { max_items: 1000 }
                  body: { ids: "${members.id}" }
                  accept: [200]
            """;

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));

    /** Every request takes a second. */
    private Transport.Response answer(Transport.Request request) {
        clock.advance(Duration.ofSeconds(1));
        return new Transport.Response(200, Map.of(), "{\"id\": 7}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void someArriveBeforeTheDeadlineHoweverManyThereAre() {
        // Given
        Problems problems = new Problems();
        Destination destination = Document.parse("slow.yaml", DEFINITION, problems)
                .flatMap(root -> HttpConnectorReader.read(root, problems).connector())
                .orElseThrow()
                .open(Settings.NONE, Settings.NONE, new ConnectorContext("slow", clock, this::answer, duration -> {}));
        List<Member> members = IntStream.range(0, 100)
                .mapToObj(number -> new Member("p" + number + "@example.com", Map.of()))
                .toList();
        // When
        List<Outcome> outcomes = destination.deliver(new Delivery(
                "b1",
                "vip",
                Operation.ADD,
                "email",
                List.of(),
                members,
                clock.instant().plusSeconds(45)));
        // Then
        assertThat(outcomes).hasSize(100);
        assertThat(outcomes.stream().filter(Outcome::isDefinite)).hasSize(40);
        assertThat(outcomes.subList(0, 40)).allMatch(Outcome::isDefinite);
    }
}
