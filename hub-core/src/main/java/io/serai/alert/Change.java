package io.serai.alert;

import io.serai.alert.Concern.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A change of state: something has come to need somebody, does so for another reason, or does no more. */
public record Change(Event event, Concern concern) {
    /** What happened. */
    public enum Event {
        RAISED,
        CHANGED,
        CLEARED,
        /** Nothing: somebody wants to see whether it arrives. */
        TRIED;

        /** As the store and notices write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What lies between two looks. */
    public static List<Change> between(Map<Key, Concerns.Known> before, Collection<Concern> now) {
        Map<Key, Concerns.Known> gone = new HashMap<>(before);
        List<Change> changes = new ArrayList<>();
        for (Concern concern : now) {
            Optional<Concerns.Known> known = Optional.ofNullable(gone.remove(concern.key()));
            if (known.isEmpty()) {
                changes.add(new Change(Event.RAISED, concern));
            } else if (known.get().code() != concern.code()) {
                changes.add(new Change(Event.CHANGED, concern));
            }
        }
        gone.forEach((key, known) -> changes.add(new Change(Event.CLEARED, over(key, known))));
        return changes;
    }

    private static Concern over(Key key, Concerns.Known known) {
        return new Concern(key.trouble(), key.kind(), key.name(), known.code(), known.since(), "It is over.", "", "");
    }
}
