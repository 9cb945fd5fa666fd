package io.serai.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.audit.Origin;
import io.serai.connector.Member;
import io.serai.connector.SyncMode;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.identity.Decider;
import io.serai.identity.Reviews.Verdict;
import io.serai.ingest.TestHub;
import io.serai.record.CanonicalRecord;
import io.serai.record.IdentifierValues;
import io.serai.run.Leases;
import io.serai.run.Missed;
import io.serai.segment.SegmentEngine;
import io.serai.segment.SegmentReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A decision about who is one person reaches the destinations: what no longer holds is taken back there. */
class DecisionDeliveryIT {
    private static final SyncDefinition SYNC = new SyncDefinition(
            "germans-news",
            "germans",
            "newsletter",
            SyncMode.MIRROR,
            Optional.empty(),
            Missed.RUN_ONCE,
            Optional.empty(),
            "email",
            Map.of("CITY", new FieldSource.Trait("city")),
            Brake.DEFAULT,
            RetryPolicy.DEFAULT);

    private final TestHub hub = new TestHub();
    private final FakeDestination destination = new FakeDestination(100);
    private final SegmentEngine segments =
            new SegmentEngine(hub.database(), hub.identity().clock());
    private final SyncEngine syncs = new SyncEngine(
            hub.database(),
            TestHub.KEYRING,
            hub.identity().profiles(),
            new Leases(hub.database(), "hub-a"),
            hub.identity().clock(),
            pause -> {},
            SyncEngine.Limits.DEFAULT,
            SyncListener.NONE);
    private long ann;
    private long bob;

    @BeforeEach
    void prepare() {
        Problems problems = new Problems();
        segments.apply(SegmentReader.readAll(
                List.of(Document.parse(
                                "germans.yaml", "{ segment: germans, where: { trait: country, equals: DE } }", problems)
                        .orElseThrow()),
                hub.identity().schema(),
                Map.of(),
                Map.of()));
        problems.throwIfAny();
        // One phone makes them one person, who is in Germany by Bob's record and wrote last from Ann's address.
        hub.store("crm", List.of(record("ann", 2, Optional.empty()), record("bob", 1, Optional.of("DE"))));
        List<Long> subjects = hub.database()
                .inTransaction(handle -> handle.createQuery("SELECT id FROM source_record ORDER BY id")
                        .mapTo(Long.class)
                        .list());
        ann = subjects.get(0);
        bob = subjects.get(1);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static CanonicalRecord record(String name, int day, Optional<Object> country) {
        return new CanonicalRecord(
                name,
                Optional.of(Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day))),
                false,
                Map.of(
                        "email", new IdentifierValues(List.of(name + "@example.com"), false),
                        "phone", new IdentifierValues(List.of("+493012345678"), false)),
                Map.of("country", country, "city", Optional.of("City of " + name)),
                Map.of(),
                List.of());
    }

    /** What a run sends, as {@code ADD ann@example.com}. */
    private List<String> sent() {
        destination.deliveries.clear();
        segments.refresh();
        SyncRun run = syncs.run(SYNC, destination);
        assertThat(run.state()).as(run.error().orElse("")).isEqualTo(SyncRun.State.FINISHED);
        List<String> sent = new ArrayList<>();
        destination.deliveries.forEach(delivery -> delivery.members().stream()
                .map(Member::identifier)
                .forEach(member -> sent.add(delivery.operation() + " " + member)));
        return sent;
    }

    @Test
    void refusingAcceptingAndUnmergingTakeBackWhatWasSent() {
        // Given
        Decider decider = new Decider(hub.identity());
        assertThat(hub.partition()).hasSize(1);
        assertThat(sent()).containsExactly("ADD ann@example.com");
        // When
        decider.decide(ann, bob, Verdict.REFUSE, new Origin("tester", ""), "two people, one phone");
        // Then
        assertThat(sent()).containsExactlyInAnyOrder("REMOVE ann@example.com", "ADD bob@example.com");
        // When
        decider.decide(ann, bob, Verdict.ACCEPT, new Origin("tester", ""), "one person after all");
        // Then
        assertThat(hub.partition()).hasSize(1);
        assertThat(sent()).containsExactlyInAnyOrder("REMOVE bob@example.com", "ADD ann@example.com");
        // When
        long profile = hub.membership().keySet().iterator().next();
        decider.unmerge(profile, List.of(bob), new Origin("tester", ""), "no, two");
        // Then
        assertThat(sent()).containsExactlyInAnyOrder("REMOVE ann@example.com", "ADD bob@example.com");
        assertThat(destination.held).containsOnlyKeys("bob@example.com");
        // When nothing changes, nothing is sent
        assertThat(sent()).isEmpty();
    }
}
