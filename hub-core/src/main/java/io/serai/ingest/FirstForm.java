package io.serai.ingest;

import io.serai.identity.Features;
import io.serai.identity.Links;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a statement that is the first of its subject. Hashing and sealing are most of the work on a record,
 * so they are done only for records that need them: ahead of the lock for those that surely are new, and otherwise when
 * they are asked for; then what they were made of is let go, for thousands of rows wait at a time. For one thread at a time.
 */
final class FirstForm {
    private final Once<Identifiers> identifiers;
    private final Once<byte[]> sealed;

    /**
     * The look-up hashes of a statement's identifiers and blocking keys.
     *
     * @param values of every value
     * @param linkable those of them that may link by the rules, blocked ones left out
     * @param features what matching knows of the subject, if anything is matched
     */
    record Identifiers(List<Links.Value> values, List<Links.Value> linkable, Optional<Features> features) {
        Identifiers {
            values = List.copyOf(values);
            linkable = List.copyOf(linkable);
        }
    }

    FirstForm(Supplier<Identifiers> hashing, Supplier<byte[]> sealing) {
        identifiers = new Once<>(hashing);
        sealed = new Once<>(sealing);
    }

    /** Does all the work now. */
    void make() {
        identifiers.get();
        sealed.get();
    }

    Identifiers identifiers() {
        return identifiers.get();
    }

    /** The subject's sealed state if nothing else is known of it. */
    byte[] sealed() {
        return sealed.get();
    }

    private static final class Once<T> {
        private @Nullable Supplier<T> source;
        private @Nullable T made;

        Once(Supplier<T> source) {
            this.source = source;
        }

        T get() {
            if (source != null) {
                made = source.get();
                source = null;
            }
            return Objects.requireNonNull(made);
        }
    }
}
