package io.serai.jmx;

import io.serai.operate.Operations;
import io.serai.segment.SegmentStatus;
import io.serai.trait.TraitStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Asks the hub when it is asked. */
record TraitBean(Operations hub, String name) implements TraitMXBean {
    private Optional<TraitStatus> find() {
        return hub.traits().status().stream()
                .filter(trait -> trait.name().equals(name))
                .findFirst();
    }

    @Override
    public String getState() {
        return find().map(trait -> trait.state().name().toLowerCase(Locale.ROOT))
                .orElse("removed");
    }

    @Override
    public long getFilled() {
        return find().map(TraitStatus::filled).orElse(0L);
    }

    @Override
    public long getLag() {
        return find().map(TraitStatus::lag).orElse(0L);
    }

    @Override
    public String getComputedAt() {
        return find().flatMap(TraitStatus::computedAt).map(Instant::toString).orElse("");
    }

    @Override
    public String getLastError() {
        return find().flatMap(TraitStatus::error)
                .map(SegmentStatus.Failure::message)
                .orElse("");
    }

    @Override
    public void run() {
        hub.traits().full(name);
    }
}
