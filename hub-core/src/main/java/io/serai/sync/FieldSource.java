package io.serai.sync;

import io.serai.profile.Profile;
import java.util.Optional;

/** Where a destination's field takes its value from. */
public sealed interface FieldSource {
    /** The profile's value; empty if it knows none. */
    Optional<Object> of(Profile profile);

    /** A trait. */
    record Trait(String name) implements FieldSource {
        @Override
        public Optional<Object> of(Profile profile) {
            return Optional.ofNullable(profile.traits().get(name));
        }
    }

    /** The preferred identifier of a namespace. */
    record Identifier(String namespace) implements FieldSource {
        @Override
        public Optional<Object> of(Profile profile) {
            return profile.identifier(namespace).map(value -> value);
        }
    }
}
