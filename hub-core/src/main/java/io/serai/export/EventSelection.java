package io.serai.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which events are exported.
 *
 * @param segment whose members' events are meant; empty for everyone's
 * @param types none for all
 * @param from the earliest time
 * @param to the time before which they happened
 * @param fields none for who, what, when, from where and all properties as one
 */
public record EventSelection(
        Optional<String> segment,
        List<String> types,
        Optional<Instant> from,
        Optional<Instant> to,
        List<String> fields) {
    public EventSelection {
        types = List.copyOf(types);
        fields = List.copyOf(fields);
    }
}
