package io.serai.match;

import java.util.ArrayList;
import java.util.List;

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
}
