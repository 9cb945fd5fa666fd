package io.serai.jmx;

/** {@code io.serai:type=Trait,name=TRAIT}. */
@Doc("A computed trait.")
public interface TraitMXBean {
    @Doc("fresh, stale or failed.")
    String getState();

    @Doc("Profiles with a value.")
    long getFilled();

    @Doc("Units of work since its values were right.")
    long getLag();

    @Doc("When its values were last right, in UTC.")
    String getComputedAt();

    @Doc("Why the last try failed; empty if it did not.")
    String getLastError();

    @Doc("Computes it from nothing.")
    void run();
}
