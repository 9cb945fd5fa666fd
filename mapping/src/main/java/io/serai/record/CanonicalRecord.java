package io.serai.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every source's records become: one statement about one subject of a stream at one moment.
 *
 * <p>In all three maps an absent key says nothing and leaves what was known; an empty {@link Optional} (or an empty
 * list of identifier values that do not accumulate) says the source now holds nothing there and removes it.
 *
 * @param key the subject's key, unique within its stream
 * @param observedAt when this was true at the source; empty if the source does not say, and then the reading order
 *     decides
 * @param deleted the source no longer has this subject
 * @param identifiers by namespace
 * @param traits canonical values by trait name (see {@link io.serai.schema.ValueType#javaType()})
 * @param consents by purpose
 */
public record CanonicalRecord(
        String key,
        Optional<Instant> observedAt,
        boolean deleted,
        Map<String, IdentifierValues> identifiers,
        Map<String, Optional<Object>> traits,
        Map<String, Optional<Consent>> consents,
        List<EventRecord> events) {
    /** Maps are taken as they are, unshared by contract: copying them would cost a tenth of the mapping. */
    public CanonicalRecord {}
}
