package io.serai.normalise;

/**
 * Turns text into the canonical form of one type. Total: never throws, whatever the text. Deterministic, and idempotent
 * on the text of its results. Thread-safe.
 */
@FunctionalInterface
public interface Normaliser {
    /**
     * @param region the country (ISO 3166-1 alpha-2) whose local forms the text may use; only phone numbers have any
     */
    Normalised normalise(String text, String region);
}
