package io.serai.normalise;

import io.serai.error.ErrorCode;

/** What became of a raw value. */
public sealed interface Normalised {
    /** The value in its type's canonical form. */
    record Valid(Object value) implements Normalised {}

    /** Nothing was left: the value was null, blank or made of invisible characters. It removes. */
    record Empty() implements Normalised {}

    /** The source said nothing. It leaves what was known. */
    record Absent() implements Normalised {}

    /**
     * Not a value of the type.
     *
     * @param reason a clause that follows the field's name, without the value
     */
    record Invalid(ErrorCode code, String reason) implements Normalised {}

    Normalised EMPTY = new Empty();
    Normalised ABSENT = new Absent();

    static Normalised valid(Object value) {
        return new Valid(value);
    }

    static Invalid invalid(String reason) {
        return new Invalid(ErrorCode.FIELD_INVALID, reason);
    }
}
