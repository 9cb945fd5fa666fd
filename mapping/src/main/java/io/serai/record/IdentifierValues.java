package io.serai.record;

import java.util.List;

/**
 * A record's values in one identifier namespace, normalised, without duplicates, sorted.
 *
 * @param accumulates whether values add to the earlier ones of the same record (a visitor who logs in twice) or replace
 *     them (a corrected e-mail address)
 */
public record IdentifierValues(List<String> values, boolean accumulates) {
    public IdentifierValues {
        values = List.copyOf(values);
    }
}
