package io.serai.identity;

import io.serai.crypto.Hash;
import java.util.Set;

/**
 * What the units of work of a plan would have left behind, had they not been rolled back: so that the next of them
 * computes what it would compute in earnest. Not thread-safe.
 */
final class Foreseen {
    private final Set<Hash> generics;
    private final NumberSet ended = new NumberSet();
    private long nextSubject = 1;

    /** @param generics the values the new rules call generic */
    Foreseen(Set<Hash> generics) {
        this.generics = generics;
    }

    Set<Hash> generics() {
        return generics;
    }

    /** Whether a stored profile would have ended, and its number be free. */
    boolean isEnded(long profile) {
        return ended.contains(profile);
    }

    /** A number that no subject or profile would have had, if the store's own clock does not stand further. */
    long nextSubject() {
        return nextSubject;
    }

    void remember(Resolution resolution, long nextSubject) {
        resolution.gone().keySet().forEach(ended::add);
        this.nextSubject = Math.max(this.nextSubject, nextSubject);
    }
}
