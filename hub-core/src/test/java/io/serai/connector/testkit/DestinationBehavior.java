package io.serai.connector.testkit;

/**
 * What a destination and the place behind it may or may not do. All of it is expected unless {@link
 * DestinationFixture#has} says no; a declared no must show as the contract says, too.
 */
public enum DestinationBehavior {
    /** Members can be removed; without it modes mirror and add-only are not offered. */
    REMOVES,
    /** A whole segment can be written at once; without it mode snapshot is not offered. */
    SNAPSHOTS,
    /** What is known of a person can be deleted; without it erasures are not offered. */
    ERASES,
    /** The place refuses some members. */
    REFUSES_MEMBERS,
    /** There is an address that can be wrong. */
    HAS_ADDRESS,
    /** There is a credential that can be wrong. */
    HAS_CREDENTIAL,
    /** The place can ask to slow down, for seven seconds. */
    BUSY,
    /** The place can fail on its side. */
    FAILS,
    /** The place can do what was asked and never answer. */
    ANSWERS_GET_LOST,
    /** The place can hang up without an answer, with nothing done. */
    HANGS_UP,
    /** The place can do what was asked and break off in the middle of its answer. */
    ANSWERS_BREAK_OFF,
    /** The place can do half of what was asked and say so. */
    REFUSES_HALF,
    /** The credential can end while it is used. */
    CREDENTIAL_EXPIRES
}
