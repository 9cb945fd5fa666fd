package io.serai.match;

import org.jspecify.annotations.Nullable;

/** What one record says of somebody, field by field in the order of a model's fields. Immutable. */
public final class Person {
    private final @Nullable Value[] values;

    Person(@Nullable Value[] values) {
        this.values = values;
    }

    /** The value of a field; null if the record has none. */
    @Nullable Value value(int field) {
        return values[field];
    }

    /** Another who says something else in one field. */
    Person with(int field, @Nullable Value value) {
        @Nullable Value[] others = values.clone();
        others[field] = value;
        return new Person(others);
    }
}
