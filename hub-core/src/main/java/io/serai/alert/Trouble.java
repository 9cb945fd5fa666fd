package io.serai.alert;

import java.util.Locale;

/** What can need somebody, in the order of the harm it does. */
public enum Trouble {
    /** A run's counts do not add up. */
    BOOKS(Harm.LOSS),
    /** Somebody is not forgotten where they must be. */
    ERASURE(Harm.LOSS),
    /** Somebody must be erased by hand. */
    UNERASED(Harm.LOSS),
    /** What somebody asked about their data is not done in the law's time. */
    OVERDUE(Harm.LOSS),
    /** The store does not answer. */
    STORE(Harm.STOPPED),
    /** Nothing is stored, though there is something to store. */
    INGEST(Harm.STOPPED),
    /** The last try of something failed. */
    FAILED(Harm.STOPPED),
    /** Who is to be told cannot be. */
    UNTOLD(Harm.STOPPED),
    /** A definition is refused. */
    REFUSED(Harm.STOPPED),
    /** Abnormal changes are held. */
    BRAKE(Harm.WAITING),
    /** It is behind for longer than it takes. */
    BEHIND(Harm.WAITING),
    /** Records that could not be taken, or members that were refused. */
    LETTERS(Harm.WAITING),
    /** Changes of the configuration wait to be applied. */
    PENDING(Harm.WAITING),
    /** A credential ends. */
    EXPIRY(Harm.SOON),
    /** A version of somebody's API ends. */
    SUNSET(Harm.SOON);

    private final Harm harm;

    Trouble(Harm harm) {
        this.harm = harm;
    }

    public Harm harm() {
        return harm;
    }

    /** As the API and the store write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Trouble of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
