package io.serai.identity;

import io.serai.crypto.Hash;
import io.serai.match.Person;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What matching knows of one subject.
 *
 * @param person what it says of somebody
 * @param keys look-up hashes of its blocking keys, each once; none if it is deleted
 */
public record Features(Person person, List<Hash> keys) {
    public Features {
        keys = List.copyOf(keys);
    }

    /**
     * What a unit of work makes of a subject's features.
     *
     * @param before empty for a subject that was not stored
     */
    public record Change(Optional<Features> before, Features after) {

        /** The keys it gains. */
        public List<Hash> added() {
            return without(after.keys, keysBefore());
        }

        /** The keys it loses. */
        public List<Hash> removed() {
            return without(keysBefore(), after.keys);
        }

        private List<Hash> keysBefore() {
            return before.map(Features::keys).orElse(List.of());
        }

        private static List<Hash> without(List<Hash> keys, List<Hash> others) {
            if (keys.isEmpty() || others.isEmpty()) {
                return keys;
            }
            Set<Hash> known = new HashSet<>(others);
            return keys.stream().filter(key -> !known.contains(key)).toList();
        }
    }
}
