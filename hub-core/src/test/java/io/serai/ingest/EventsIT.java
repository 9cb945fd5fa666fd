package io.serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.record.CanonicalRecord;
import io.serai.record.EventRecord;
import io.serai.record.IdentifierValues;
import io.serai.run.ImportCounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of several statements about one event the one observed last holds. */
class EventsIT {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aCorrectionObservedLaterHoldsWhetherItComesFirstOrLast() {
        // Given
        CanonicalRecord order = says("ann", Optional.of(NOON), 10);
        CanonicalRecord corrected = says("ann", Optional.of(NOON.plusSeconds(60)), 7);
        try (TestHub inOrder = new TestHub();
                TestHub reversed = new TestHub();
                TestHub together = new TestHub()) {
            // When
            ImportCounts first = inOrder.store("shop", List.of(order));
            ImportCounts second = inOrder.store("shop", List.of(corrected));
            reversed.store("shop", List.of(corrected));
            ImportCounts late = reversed.store("shop", List.of(order));
            together.store("shop", List.of(corrected, order));
            // Then
            assertThat(inOrder.events().values()).singleElement().asString().contains("{\"revenue\":7}");
            assertThat(reversed.events()).isEqualTo(inOrder.events());
            assertThat(together.events()).isEqualTo(inOrder.events());
            assertThat(first.events() + second.events()).isEqualTo(1);
            assertThat(second.stored()).isEqualTo(1);
            assertThat(late.events()).isZero();
        }
    }

    @Test
    void anEventThatMovesToAnotherSubjectMarksBothProfilesChanged() {
        // Given
        try (TestHub hub = new TestHub()) {
            CanonicalRecord bob = new CanonicalRecord(
                    "bob", Optional.of(NOON.plusSeconds(60)), false, Map.of(), Map.of(), Map.of(), List.of());
            hub.store("shop", List.of(says("ann", Optional.of(NOON), 10), bob));
            long before = lastSequence(hub);
            // When: nothing is new but the event
            hub.store("shop", List.of(says("bob", Optional.of(NOON.plusSeconds(60)), 10)));
            // Then
            long changed = hub.database()
                    .inTransaction(handle -> handle.createQuery("SELECT COUNT(*) FROM profile WHERE changed > ?")
                            .bind(0, before)
                            .mapTo(Long.class)
                            .one());
            assertThat(hub.events()).hasSize(1);
            assertThat(changed).isEqualTo(2);
        }
    }

    @Test
    void ofTwoAtTheSameTimeTheSameHoldsInAnyOrder() {
        // Given
        List<CanonicalRecord> versions = List.of(
                says("ann", Optional.of(NOON), 10),
                says("bob", Optional.of(NOON), 10),
                says("ann", Optional.of(NOON), 9));
        try (TestHub forth = new TestHub();
                TestHub back = new TestHub()) {
            // When
            versions.forEach(version -> forth.store("shop", List.of(version)));
            back.store("shop", List.of(versions.get(2), versions.get(1)));
            back.store("shop", List.of(versions.get(0)));
            // Then
            assertThat(back.events()).isEqualTo(forth.events());
        }
    }

    @Test
    void sayingTheSameLaterCountsAsObservedAgain() {
        // Given: A at noon, B at one, and A again at two
        CanonicalRecord first = says("ann", Optional.of(NOON), 10);
        CanonicalRecord between = says("ann", Optional.of(NOON.plusSeconds(3600)), 7);
        CanonicalRecord again = says("ann", Optional.of(NOON.plusSeconds(7200)), 10);
        try (TestHub hub = new TestHub()) {
            hub.store("shop", List.of(first));
            hub.store("shop", List.of(again));
            // When
            hub.store("shop", List.of(between));
            // Then
            assertThat(hub.events().values()).singleElement().asString().contains("{\"revenue\":10}");
        }
    }

    @Test
    void withoutATimeOfItsOwnTheSameEventAgainWritesNothingAndAnotherVersionHolds() {
        // Given: the position in the input stands in for the time
        CanonicalRecord order = says("ann", Optional.empty(), 10);
        CanonicalRecord filler = says("filler", Optional.empty(), 0);
        try (TestHub hub = new TestHub()) {
            hub.store("shop", List.of(order));
            Map<String, String> before = hub.events();
            // When
            ImportCounts again = hub.store("shop", List.of(withoutEvents(filler), order));
            // Then
            assertThat(hub.events()).isEqualTo(before);
            assertThat(again.unchanged()).isEqualTo(1);
            // When
            hub.store("shop", List.of(withoutEvents(filler), says("ann", Optional.empty(), 7)));
            // Then
            assertThat(hub.events().values()).singleElement().asString().contains("{\"revenue\":7}");
        }
    }

    private static long lastSequence(TestHub hub) {
        return hub.database()
                .inTransaction(handle -> handle.createQuery("SELECT sequence FROM hub_clock")
                        .mapTo(Long.class)
                        .one());
    }

    private static CanonicalRecord says(String key, Optional<Instant> at, int revenue) {
        EventRecord event = new EventRecord(
                "order-1", "order_completed", NOON.minusSeconds(5), Map.of("revenue", new BigDecimal(revenue)));
        Map<String, IdentifierValues> identifiers = Map.of("crm_id", new IdentifierValues(List.of("c-" + key), false));
        return new CanonicalRecord(key, at, false, identifiers, Map.of(), Map.of(), List.of(event));
    }

    private static CanonicalRecord withoutEvents(CanonicalRecord record) {
        return new CanonicalRecord(
                record.key(),
                record.observedAt(),
                record.deleted(),
                record.identifiers(),
                record.traits(),
                record.consents(),
                List.of());
    }
}
