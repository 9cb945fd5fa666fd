package io.serai.trait;

import io.serai.profile.ComputedValues;
import io.serai.schema.ValueType;
import io.serai.segment.EventRows;
import io.serai.segment.Fingerprint;
import java.util.List;
import java.util.Map;

/**
 * A computation as SQL. Full build and incremental update run the same expressions over all profiles or over those in
 * {@link EventRows#LIST}, so they cannot disagree. Each statement selects {@code profile_id}, {@code value} and {@code
 * recheck_at}; it needs {@link #parameters} and {@code :now} to be bound. Immutable.
 *
 * @param listed empty if one profile's value depends on all
 * @param derived whether it reads other traits, not events
 */
record CompiledTrait(ValueType type, String everyone, String listed, Map<String, Object> parameters, boolean derived) {
    /** As {@link io.serai.schema.ValueType#DECIMAL} has it: what is larger becomes the largest of these. */
    static final String NUMBER = "DECIMAL(25,6)";

    boolean isRanked() {
        return listed.isEmpty();
    }

    /** The column its values are stored in. */
    String column() {
        return ComputedValues.column(type);
    }

    /** What that column is made of. */
    String columnType() {
        return switch (column()) {
            case "text" -> "VARCHAR(" + EventRows.LONGEST_TEXT + ") CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
            case "moment" -> "DATETIME(6)";
            case "items" -> "JSON";
            default -> NUMBER;
        };
    }

    /** Tells computations apart by what they select: the same hash has the same values. */
    byte[] hash() {
        return Fingerprint.of(List.of(type.word(), everyone), parameters);
    }
}
