package io.serai.match;

import java.util.List;

/**
 * How one field speaks for or against two records being one person. Immutable.
 *
 * @param m how often records of one person are at each level of the comparison, weakest level first
 * @param u how often records of two people are
 * @param atLeast the weight in bits that a difference may cost at most, such as -4: people move, and have several e-mail
 *     addresses, whatever one file says
 */
public record FieldModel(String name, Comparison comparison, List<Double> m, List<Double> u, double atLeast) {
    public FieldModel {
        m = List.copyOf(m);
        u = List.copyOf(u);
        if (m.size() != comparison.levels().size() || u.size() != m.size()) {
            throw new IllegalArgumentException(
                    "field " + name + " needs " + comparison.levels().size() + " levels");
        }
    }

    /** The weight of a level in bits: log2(m/u), never below {@link #atLeast}. */
    public double weight(int level) {
        return Math.max(atLeast, bits(m.get(level) / u.get(level)));
    }

    static double bits(double ratio) {
        return Math.log(ratio) / Math.log(2);
    }
}
