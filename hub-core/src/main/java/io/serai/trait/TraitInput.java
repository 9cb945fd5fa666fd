package io.serai.trait;

import io.serai.schema.ValueType;

/**
 * A trait that others are computed from.
 *
 * @param computed whether it is computed itself
 */
public record TraitInput(String name, ValueType type, boolean computed) {}
