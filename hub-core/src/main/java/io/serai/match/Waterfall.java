package io.serai.match;

import java.util.List;

/**
 * How the weight of a pair comes about: where it starts, one bar a field, a bar for each cap that holds, and the sum.
 *
 * @param prior the start, in bits
 * @param weight the sum, in bits
 * @param veto why the pair is ruled out whatever it weighs; empty if it is not
 */
public record Waterfall(double prior, List<Bar> bars, double weight, String veto) {
    public Waterfall {
        bars = List.copyOf(bars);
    }

    /**
     * One step.
     *
     * @param field the field, or the name of the cap
     * @param level the level of the two values; {@code missing} if one lacks a value, {@code cap} for a cap
     * @param weight what the level weighs, in bits
     * @param rarity what is added because the value they share is rarer or commoner than most, in bits
     */
    public record Bar(String field, String level, double weight, double rarity) {}

    /** How likely the pair is one person, from 0 to 1. */
    public double probability() {
        return 1 / (1 + Math.pow(2, -weight));
    }
}
