package io.serai.profile;

import org.jspecify.annotations.Nullable;

/**
 * What a stream last said about one thing.
 *
 * @param value a canonical value; null says that the source now holds nothing there
 * @param at when it was observed, in microseconds since 1970
 */
record Slot(@Nullable Object value, long at) {

    /** Whether a statement takes this slot's place: the later one does; of two at the same time the greater text. */
    boolean yieldsTo(@Nullable Object other, long otherAt) {
        if (otherAt != at) {
            return otherAt > at;
        }
        return text(other).compareTo(text(value)) > 0;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
