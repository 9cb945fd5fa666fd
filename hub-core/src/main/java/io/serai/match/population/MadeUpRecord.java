package io.serai.match.population;

import io.serai.match.Role;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What one source says of somebody.
 *
 * @param key the record's own
 * @param person whose record it is in truth
 * @param household who lives there may share a surname, an address, a mailbox or a telephone
 * @param traps what makes it hard
 * @param values what is known; nothing of what is not
 */
public record MadeUpRecord(String key, String person, String household, Set<Trap> traps, Map<Role, String> values) {
    public MadeUpRecord {
        traps = Collections.unmodifiableSet(traps.isEmpty() ? EnumSet.noneOf(Trap.class) : EnumSet.copyOf(traps));
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }
}
