package io.serai.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One person as a destination gets them. Personal data: kept out of logs, errors and {@link #toString}.
 *
 * @param identifier normalised, in the delivery's namespace; not yet digested
 * @param fields every field of the sync in its order, as String, Long, BigDecimal, Boolean or a list of String; empty
 *     where the profile knows no value, which a destination must then blank
 */
public record Member(String identifier, Map<String, Optional<Object>> fields) {
    public Member {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
        return "Member[***]";
    }
}
