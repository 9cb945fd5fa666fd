package io.serai.trait;

import io.serai.schema.ValueType;

/**
 * A trait that the hub computes for each profile.
 *
 * @param description for people; empty if none was given
 */
public record ComputedTrait(String name, String description, Computation of) {
    public ValueType type() {
        return of.type();
    }
}
