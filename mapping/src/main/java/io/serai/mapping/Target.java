package io.serai.mapping;

import io.serai.error.ErrorCode;
import io.serai.mapping.MappingOutcome.Invalid;
import io.serai.normalise.Normalised;

/** A field and the trait, purpose or property it fills. */
record Target(String name, Field field) {
    /** Why a field that is needed has no value. */
    static Invalid problem(Field field, Normalised result) {
        return result instanceof Normalised.Invalid invalid
                ? new Invalid(invalid.code(), field.name(), invalid.reason())
                : new Invalid(ErrorCode.FIELD_MISSING, field.name(), "is absent or empty");
    }
}
