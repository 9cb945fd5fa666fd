package io.serai.record;

/** What a person said about one purpose. No statement at all is not a value of this type; it counts as no consent. */
public enum Consent {
    GRANTED,
    DENIED
}
