package io.serai.profile;

import io.serai.record.CanonicalRecord;
import io.serai.record.Consent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Slots identifiers;
    private final Slots traits;
    private final Slots consents;
    private long observedAt = Long.MIN_VALUE;
    private long firstObservedAt = Long.MAX_VALUE;
    private Slot deletion = new Slot(Boolean.FALSE, Long.MIN_VALUE);

    /** Nothing said yet. */
    public SubjectState(String key) {
        this(key, new Slots(), new Slots(), new Slots());
    }

    private SubjectState(String key, Slots identifiers, Slots traits, Slots consents) {
        this.key = key;
        this.identifiers = identifiers;
        this.traits = traits;
        this.consents = consents;
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

    /** What one statement says by itself. */
    public static SubjectState of(CanonicalRecord record, long at) {
        SubjectState state = new SubjectState(record.key());
        state.observedAt = at;
        state.firstObservedAt = at;
        state.deletion = new Slot(record.deleted(), at);
        record.identifiers().forEach((namespace, said) -> {
            if (!said.accumulates() || !said.values().isEmpty()) {
                state.identifiers.put(namespace, said.values().isEmpty() ? null : said.values(), at);
            }
        });
        record.traits().forEach((name, value) -> state.traits.put(name, value.orElse(null), at));
        record.consents()
                .forEach((purpose, consent) ->
                        state.consents.put(purpose, consent.map(Consent::name).orElse(null), at));
        return state;
    }

    /** The same again, to be changed without this one. */
    public SubjectState copy() {
        SubjectState copy = new SubjectState(key, identifiers.copy(), traits.copy(), consents.copy());
        copy.observedAt = observedAt;
        copy.firstObservedAt = firstObservedAt;
        copy.deletion = deletion;
        return copy;
    }

    /**
     * Takes in what another statement of the same subject says.
     *
     * @param accumulating the namespaces in which its values add to those known instead of replacing them
     * @return whether it said anything new
     */
    public boolean take(SubjectState said, Set<String> accumulating) {
        boolean changed = said.observedAt > observedAt || said.firstObservedAt < firstObservedAt;
        observedAt = Math.max(observedAt, said.observedAt);
        firstObservedAt = Math.min(firstObservedAt, said.firstObservedAt);
        if (deletion.yieldsTo(said.deletion.value(), said.deletion.at())) {
            deletion = said.deletion;
            changed = true;
        }
        for (int i = 0; i < said.identifiers.size(); i++) {
            String namespace = said.identifiers.name(i);
            Slot slot = said.identifiers.slot(i);
            changed |= accumulating.contains(namespace)
                    ? collect(namespace, texts(slot), slot.at())
                    : identifiers.offer(namespace, slot.value(), slot.at());
        }
        changed |= offer(traits, said.traits);
        return changed | offer(consents, said.consents);
    }

    /**
     * As {@link #take}, of a statement that was taken in before and says something else now: whatever was observed at
     * its time is forgotten first. Values that accumulate stay, for others may have said them too.
     */
    public boolean retake(SubjectState said, Set<String> accumulating) {
        SubjectState before = copy();
        identifiers.removeAt(said.observedAt, accumulating);
        traits.removeAt(said.observedAt, Set.of());
        consents.removeAt(said.observedAt, Set.of());
        take(said, accumulating);
        return observedAt != before.observedAt
                || firstObservedAt != before.firstObservedAt
                || !deletion.equals(before.deletion)
                || !identifiers.sameAs(before.identifiers)
                || !traits.sameAs(before.traits)
                || !consents.sameAs(before.consents);
    }

    /**
     * Takes in that the subject was there at a time, whatever it said and when that was observed: undoes a deletion
     * observed before.
     *
     * @return whether that is new
     */
    public boolean present(long at) {
        if (!isDeleted() || deletion.at() >= at) {
            return false;
        }
        deletion = new Slot(Boolean.FALSE, at);
        observedAt = Math.max(observedAt, at);
        return true;
    }

    private static boolean offer(Slots known, Slots said) {
        boolean changed = false;
        for (int i = 0; i < said.size(); i++) {
            Slot slot = said.slot(i);
            changed |= known.offer(said.name(i), slot.value(), slot.at());
        }
        return changed;
    }

    private boolean collect(String namespace, List<String> values, long at) {
        Slot present = identifiers.get(namespace);
        if (present == null || present.value() == null) {
            return identifiers.offer(namespace, values, at);
        }
        TreeSet<String> all = new TreeSet<>(texts(present));
        boolean grows = all.addAll(values);
        if (grows) {
            identifiers.put(namespace, List.copyOf(all), Math.max(at, present.at()));
        }
        return grows;
    }

    @SuppressWarnings("unchecked") // identifier slots hold nothing but lists of text
    private static List<String> texts(Slot slot) {
        return slot.value() == null ? List.of() : (List<String>) slot.value();
    }

    /** Namespaces in which it holds at least one value. */
    public List<String> namespaces() {
        return identifiers.names();
    }

    /** Its values in a namespace; none when it is deleted. */
    public List<String> identifiers(String namespace) {
        Slot slot = identifiers.get(namespace);
        return slot == null || isDeleted() ? List.of() : texts(slot);
    }

    @Nullable Slot identifierSlot(String namespace) {
        return identifiers.get(namespace);
    }

    /** A trait's value, or each of its values, as text; none when it is deleted. */
    public List<String> texts(String trait) {
        Slot slot = traits.get(trait);
        if (slot == null || slot.value() == null || isDeleted()) {
            return List.of();
        }
        return slot.value() instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of(slot.value().toString());
    }

    @Nullable Slot trait(String name) {
        return traits.get(name);
    }

    @Nullable Slot consent(String purpose) {
        return consents.get(purpose);
    }

    /** Purposes it has ever spoken of. */
    public List<String> purposes() {
        return consents.names();
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
        encode(identifiers, writer, vocabulary);
        encode(traits, writer, vocabulary);
        encode(consents, writer, vocabulary);
        return writer.fixed(observedAt).toBytes();
    }

    private void encode(Slots slots, ByteWriter writer, Vocabulary vocabulary) {
        writer.count(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.slot(i);
            boolean ownTime = slot.at() != observedAt;
            writer.count(vocabulary.number(slots.name(i)) * 2L + (ownTime ? 1 : 0));
            if (ownTime) {
                writer.whole(observedAt - slot.at());
            }
            if (slot.value() == null) {
                writer.put((byte) 0);
            } else {
                writer.value(slot.value());
            }
        }
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
        for (Slots slots : List.of(state.identifiers, state.traits, state.consents)) {
            for (long count = reader.count(); count > 0; count--) {
                long tag = reader.count();
                long at = (tag & 1) == 0 ? state.observedAt : state.observedAt - reader.whole();
                slots.put(vocabulary.name((int) (tag >> 1)), reader.valueOrNull(), at);
            }
        }
        return state;
    }
}
