package io.serai.export;

import io.serai.schema.ValueType;

/**
 * A column of a table.
 *
 * @param name unique in its table
 * @param type what its values are: the canonical Java form of the type, or a JSON tree where it is STRING
 */
public record Column(String name, ValueType type) {}
