package io.serai.jmx;

/** A computed trait: {@code io.serai:type=Trait,name=TRAIT}. */
public interface TraitMXBean {
    /** fresh, stale or failed. */
    String getState();

    /** Profiles with a value. */
    long getFilled();

    /** Units of work since its values were right. */
    long getLag();

    String getComputedAt();

    String getLastError();

    /** Computes it from nothing. */
    void run();
}
