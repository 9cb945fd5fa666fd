package io.serai.match;

import java.util.Map;

/**
 * How common the values of a field are. Immutable.
 *
 * @param common the share of records that have a value, for the values worth naming
 * @param rare what is assumed of every other value
 */
public record Frequencies(Map<String, Double> common, double rare) {
    public Frequencies {
        common = Map.copyOf(common);
    }

    double of(String value) {
        return common.getOrDefault(value, rare);
    }
}
