package io.serai.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.connector.Capabilities;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Snapshot;
import io.serai.connector.SyncMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A destination in memory with set semantics, whose answers a test can bend. */
class FakeDestination implements Destination {
    final Map<String, Map<String, Optional<Object>>> held = new TreeMap<>();
    final List<Delivery> deliveries = new ArrayList<>();
    private final int maxMembers;
    Function<Delivery, List<Outcome>> behaviour = this::take;
    Function<Delivery, List<Outcome>> snapshots =
            page -> Collections.nCopies(page.members().size(), new Outcome.Accepted());
    /** For each page of a snapshot whether it was the last. */
    final List<Boolean> pages = new ArrayList<>();

    FakeDestination(int maxMembers) {
        this.maxMembers = maxMembers;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(EnumSet.allOf(SyncMode.class), maxMembers);
    }

    @Override
    public void check() {}

    @Override
    public List<Outcome> deliver(Delivery delivery) {
        deliveries.add(delivery);
        return behaviour.apply(delivery);
    }

    /** What a good destination does. */
    List<Outcome> take(Delivery delivery) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Member member : delivery.members()) {
            if (delivery.operation() == Operation.ADD) {
                held.put(member.identifier(), member.fields());
            } else {
                held.remove(member.identifier());
            }
            outcomes.add(new Outcome.Confirmed());
        }
        return outcomes;
    }

    @Override
    public Snapshot snapshot(String sync, String namespace, List<String> fields, Instant moment) {
        Map<String, Map<String, Optional<Object>>> written = new LinkedHashMap<>();
        return new Snapshot() {
            @Override
            public List<Outcome> add(Delivery page, boolean last) {
                assertThat(page.operation()).isEqualTo(Operation.ADD);
                pages.add(last);
                List<Outcome> outcomes = snapshots.apply(page);
                for (int i = 0; i < outcomes.size(); i++) {
                    Member member = page.members().get(i);
                    if (outcomes.get(i).equals(new Outcome.Accepted())) {
                        written.put(member.identifier(), member.fields());
                    }
                }
                return outcomes;
            }

            @Override
            public void commit() {
                held.clear();
                held.putAll(written);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
