package io.serai.match;

import java.util.Map;

/**
 * How common the values of a field are, as shares of the records that have one. Immutable.
 *
 * @param common the share of each value worth naming
 * @param rare the share of every other value
 * @param average the chance that two records at random have the same value
 */
public record Frequencies(Map<String, Double> common, double rare, double average) {
    public Frequencies {
        common = Map.copyOf(common);
    }

    /** What agreeing on this value adds to agreeing on any, in bits: more for a rare one, less for a common one. */
    double rarity(String value) {
        return FieldModel.bits(average / common.getOrDefault(value, rare));
    }
}
