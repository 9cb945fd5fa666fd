package io.serai.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record says in one field, made ready for comparing. Immutable.
 *
 * @param text the folded text: equal texts are equal values
 * @param detail what its {@link Comparison} looks at beside the text: a name's sound, a street's number, a date's digits
 * @param more further values of the same record in the same field
 */
record Value(String text, String detail, List<Value> more) {
    Value {
        more = List.copyOf(more);
    }

    /** It and the further ones. */
    List<Value> all() {
        if (more.isEmpty()) {
            return List.of(this);
        }
        List<Value> all = new ArrayList<>();
        all.add(this);
        all.addAll(more);
        return all;
    }

    static Value of(String text, String detail) {
        return new Value(text, detail, List.of());
    }

    /** One value of several, the first before all; null if there are none. */
    static @Nullable Value of(List<Value> values) {
        if (values.isEmpty()) {
            return null;
        }
        Value first = values.get(0);
        return values.size() == 1
                ? new Value(first.text, first.detail, List.of())
                : new Value(first.text, first.detail, values.subList(1, values.size()));
    }
}
