package io.serai.profile;

import io.serai.record.CanonicalRecord;
import io.serai.record.Consent;
import io.serai.record.IdentifierValues;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a stream has said about one subject: for each trait, namespace and purpose the statement observed last.
 * Applying the same statements in any order, any number of times, gives the same state (each slot is a last-writer-wins
 * register with a fixed tie-break, each accumulating namespace a growing set). Not thread-safe.
 */
public final class SubjectState {
    /** Bytes at the end of the encoded form that hold {@link #observedAt}. */
    public static final int TIME_BYTES = Long.BYTES;

    private static final byte FORMAT = 1;

    private final String key;
    private final Map<String, Slot> identifiers = new LinkedHashMap<>();
    private final Map<String, Slot> traits = new LinkedHashMap<>();
    private final Map<String, Slot> consents = new LinkedHashMap<>();
    private long observedAt = Long.MIN_VALUE;
    private long firstObservedAt = Long.MAX_VALUE;
    private Slot deletion = new Slot(Boolean.FALSE, Long.MIN_VALUE);

    public SubjectState(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** When the latest statement was observed, in microseconds since 1970. */
    public long observedAt() {
        return observedAt;
    }

    public long firstObservedAt() {
        return firstObservedAt;
    }

    public boolean isDeleted() {
        return Boolean.TRUE.equals(deletion.value());
    }

    /**
     * Takes a statement in.
     *
     * @param at when it was observed, in microseconds since 1970
     * @return whether it said anything new
     */
    public boolean apply(CanonicalRecord record, long at) {
        boolean changed = false;
        if (at > observedAt) {
            observedAt = at;
            changed = true;
        }
        if (at < firstObservedAt) {
            firstObservedAt = at;
            changed = true;
        }
        if (deletion.yieldsTo(record.deleted(), at)) {
            deletion = new Slot(record.deleted(), at);
            changed = true;
        }
        for (Map.Entry<String, IdentifierValues> entry : record.identifiers().entrySet()) {
            changed |= entry.getValue().accumulates()
                    ? collect(entry.getKey(), entry.getValue().values(), at)
                    : set(
                            identifiers,
                            entry.getKey(),
                            nullIfEmpty(entry.getValue().values()),
                            at);
        }
        for (Map.Entry<String, Optional<Object>> entry : record.traits().entrySet()) {
            changed |= set(traits, entry.getKey(), entry.getValue().orElse(null), at);
        }
        for (Map.Entry<String, Optional<Consent>> entry : record.consents().entrySet()) {
            changed |= set(
                    consents,
                    entry.getKey(),
                    entry.getValue().map(Consent::name).orElse(null),
                    at);
        }
        return changed;
    }

    private static @Nullable List<String> nullIfEmpty(List<String> values) {
        return values.isEmpty() ? null : values;
    }

    private static boolean set(Map<String, Slot> slots, String name, @Nullable Object value, long at) {
        Slot present = slots.get(name);
        if (present == null || present.yieldsTo(value, at)) {
            slots.put(name, new Slot(value, at));
            return true;
        }
        return false;
    }

    private boolean collect(String namespace, List<String> values, long at) {
        Slot present = identifiers.get(namespace);
        if (present == null || present.value() == null) {
            return !values.isEmpty() && set(identifiers, namespace, values, at);
        }
        TreeSet<String> all = new TreeSet<>(texts(present));
        boolean grows = all.addAll(values);
        if (grows) {
            identifiers.put(namespace, new Slot(List.copyOf(all), Math.max(at, present.at())));
        }
        return grows;
    }

    @SuppressWarnings("unchecked") // identifier slots hold nothing but lists of text
    private static List<String> texts(Slot slot) {
        return slot.value() == null ? List.of() : (List<String>) slot.value();
    }

    /** Namespaces in which it holds at least one value. */
    public Iterable<String> namespaces() {
        return identifiers.keySet();
    }

    /** Its values in a namespace; none when it is deleted. */
    public List<String> identifiers(String namespace) {
        Slot slot = identifiers.get(namespace);
        return slot == null || isDeleted() ? List.of() : texts(slot);
    }

    @Nullable Slot identifierSlot(String namespace) {
        return identifiers.get(namespace);
    }

    @Nullable Slot trait(String name) {
        return traits.get(name);
    }

    @Nullable Slot consent(String purpose) {
        return consents.get(purpose);
    }

    /** Purposes it has ever spoken of. */
    public Iterable<String> purposes() {
        return consents.keySet();
    }

    /** What it says about a purpose now. */
    public Optional<Consent> consentFor(String purpose) {
        Slot slot = consents.get(purpose);
        return slot == null || slot.value() == null
                ? Optional.empty()
                : Optional.of(Consent.valueOf((String) slot.value()));
    }

    /**
     * The state as bytes; {@link #decode} reads it back. The last {@value #TIME_BYTES} bytes are {@link #observedAt}, and
     * every other time is relative to it: so the bytes before them are the same whenever the same was observed.
     */
    public byte[] encode(Vocabulary vocabulary) {
        ByteWriter writer = new ByteWriter();
        writer.put(FORMAT).text(key).whole(observedAt - firstObservedAt);
        writer.put((byte) (isDeleted() ? 1 : 0)).whole(observedAt - deletion.at());
        for (Map<String, Slot> slots : List.of(identifiers, traits, consents)) {
            writer.count(slots.size());
            slots.forEach((name, slot) -> {
                boolean ownTime = slot.at() != observedAt;
                writer.count(vocabulary.number(name) * 2L + (ownTime ? 1 : 0));
                if (ownTime) {
                    writer.whole(observedAt - slot.at());
                }
                if (slot.value() == null) {
                    writer.put((byte) 0);
                } else {
                    writer.value(slot.value());
                }
            });
        }
        return writer.fixed(observedAt).toBytes();
    }

    /** Reads {@link #encode}'s bytes. */
    public static SubjectState decode(byte[] bytes, Vocabulary vocabulary) {
        ByteReader reader = new ByteReader(bytes);
        if (reader.get() != FORMAT) {
            throw new IllegalStateException("a record's state has an unknown format");
        }
        SubjectState state = new SubjectState(reader.text());
        state.observedAt = ByteBuffer.wrap(bytes).getLong(bytes.length - TIME_BYTES);
        state.firstObservedAt = state.observedAt - reader.whole();
        boolean deleted = reader.get() == 1;
        state.deletion = new Slot(deleted, state.observedAt - reader.whole());
        for (Map<String, Slot> slots : List.of(state.identifiers, state.traits, state.consents)) {
            for (long count = reader.count(); count > 0; count--) {
                long tag = reader.count();
                long at = (tag & 1) == 0 ? state.observedAt : state.observedAt - reader.whole();
                slots.put(vocabulary.name((int) (tag >> 1)), new Slot(reader.valueOrNull(), at));
            }
        }
        return state;
    }
}
