package io.serai.match;

import java.util.List;
import java.util.Map;

/** Fields at levels: the fields by their places in a model, the levels as {@link Comparison#bits} has them. */
record Condition(int[] fields, int[] levels) {
    /** @throws IllegalArgumentException if the model lacks a field, or a field a level */
    static Condition of(Map<String, String> levels, MatchModel model) {
        List<String> names = levels.keySet().stream().sorted().toList();
        return new Condition(
                names.stream().mapToInt(model::place).toArray(),
                names.stream()
                        .mapToInt(name -> bits(model.fields().get(model.place(name)), levels.getOrDefault(name, "")))
                        .toArray());
    }

    private static int bits(FieldModel field, String level) {
        int bits = field.comparison().bits(level);
        if (bits == 0) {
            throw new IllegalArgumentException("field " + field.name() + " has no level " + level);
        }
        return bits;
    }

    /** Whether each field is at its level, by the levels of all. */
    boolean holds(byte[] found) {
        for (int i = 0; i < fields.length; i++) {
            if ((levels[i] >>> (found[fields[i]] + 1) & 1) == 0) {
                return false;
            }
        }
        return true;
    }
}
