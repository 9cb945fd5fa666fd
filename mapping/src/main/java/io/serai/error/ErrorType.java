package io.serai.error;

/** Who can mend an error: the user, the operator, another system, or us. */
public enum ErrorType {
    /** The input or configuration is wrong; the same input fails again. */
    USER,
    /** The caller may not do this. */
    ACCESS,
    /** What was named does not exist. */
    NOT_FOUND,
    /** A resource of this machine or store is short; later may work. */
    RESOURCES,
    /** Another system failed or refused. */
    EXTERNAL,
    /** A defect of Serai. */
    INTERNAL
}
