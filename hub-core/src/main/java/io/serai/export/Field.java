package io.serai.export;

import io.serai.profile.Mask;
import io.serai.schema.ValueType;
import java.util.Optional;
import java.util.function.Function;

/**
 * A column and where its values come from.
 *
 * @param personal whether its values are personal data, masked unless they are to be revealed
 * @param <R> what a row is made from
 */
record Field<R>(Column column, boolean personal, Function<R, Optional<Object>> value) {
    static <R> Field<R> open(String name, ValueType type, Function<R, Optional<Object>> value) {
        return new Field<>(new Column(name, type), false, value);
    }

    static <R> Field<R> personal(String name, ValueType type, Function<R, Optional<Object>> value) {
        return new Field<>(new Column(name, type), true, value);
    }

    /** Its values as they may be shown to anybody who may see profiles. */
    Field<R> masked() {
        if (!personal) {
            return this;
        }
        return open(column.name(), ValueType.STRING, row -> value.apply(row).map(Mask::of));
    }
}
