package io.serai.sync;

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
            public void add(List<Member> members) {
                members.forEach(member -> written.put(member.identifier(), member.fields()));
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
