package io.serai.profile;

import io.serai.record.Consent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One person as the hub knows them: the golden record.
 *
 * @param traits canonical values by trait, computed ones only where they were asked for; a trait nobody knows is absent
 * @param identifiers by namespace, the value observed last first
 * @param consents by purpose; a purpose without evidence is absent
 * @param subjects how many source records and visitors make up this person
 */
public record Profile(
        long id,
        Map<String, Object> traits,
        Map<String, List<String>> identifiers,
        Map<String, Consent> consents,
        Instant firstSeen,
        Instant lastSeen,
        int subjects) {

    /** The preferred value in a namespace: the one observed last. */
    public java.util.Optional<String> identifier(String namespace) {
        return identifiers.getOrDefault(namespace, List.of()).stream().findFirst();
    }

    /** This profile with more traits. */
    Profile with(Map<String, Object> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, Object> all = new HashMap<>(traits);
        all.putAll(more);
        return new Profile(id, all, identifiers, consents, firstSeen, lastSeen, subjects);
    }

    /** No values: a profile's content is personal data. */
    @Override
    public String toString() {
        return "Profile[" + id + "]";
    }
}
