package io.serai.ingest;

import io.serai.identity.Features;
import io.serai.identity.Links;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a statement that is the first of its subject. Hashing and sealing are most of the work on a record,
 * so they are done only for records that need them: ahead of the lock for those that surely are new, and otherwise when
 * they are asked for. For one thread at a time.
 */
final class FirstForm {
    private final Supplier<Identifiers> hashing;
    private final Supplier<byte[]> sealing;
    private @Nullable Identifiers identifiers;
    private byte @Nullable [] sealed;

    /**
     * The look-up hashes of a statement's identifiers and blocking keys.
     *
     * @param values of every value
     * @param linkable those of them that may link by the rules, blocked ones left out
     * @param features what matching knows of the subject, if anything is matched
     */
    record Identifiers(List<Links.Value> values, List<Links.Value> linkable, Optional<Features> features) {}

    FirstForm(Supplier<Identifiers> hashing, Supplier<byte[]> sealing) {
        this.hashing = hashing;
        this.sealing = sealing;
    }

    /** Does all the work now. */
    void make() {
        identifiers();
        sealed();
    }

    Identifiers identifiers() {
        Identifiers made = identifiers;
        if (made == null) {
            made = hashing.get();
            identifiers = made;
        }
        return made;
    }

    /** The subject's sealed state if nothing else is known of it. */
    byte[] sealed() {
        byte[] made = sealed;
        if (made == null) {
            made = sealing.get();
            sealed = made;
        }
        return made;
    }
}
