package io.serai.sync;

import java.util.Map;

/**
 * A run's books about the segment's members: {@code selected = delivered + rejected + withheld + pending}.
 *
 * @param delivered the destination holds them as they are now
 * @param withheld not to be sent, by reason
 * @param pending to be sent, or sent without an answer yet
 */
public record SyncBooks(long selected, long delivered, long rejected, Map<String, Long> withheld, long pending) {
    public SyncBooks {
        withheld = Map.copyOf(withheld);
    }

    public long withheldInAll() {
        return withheld.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean balance() {
        return selected == delivered + rejected + withheldInAll() + pending;
    }
}
