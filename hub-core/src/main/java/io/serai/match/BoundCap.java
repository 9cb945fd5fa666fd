package io.serai.match;

import java.util.Arrays;

/**
 * A cap on the fields of a model, by their places.
 *
 * @param fields those it covers, in order
 */
record BoundCap(Cap cap, Condition when, int[] fields) {
    static BoundCap of(Cap cap, MatchModel model) {
        return new BoundCap(
                cap,
                Condition.of(cap.when(), model),
                cap.fields().stream()
                        .filter(model.names()::contains)
                        .mapToInt(model::place)
                        .sorted()
                        .toArray());
    }

    boolean covers(int field) {
        return Arrays.binarySearch(fields, field) >= 0;
    }

    /**
     * What the cap takes off or adds; 0 if it does not hold. The parts of its fields shrink with their sum, so that a later
     * cap over some of them does not take off again what is gone.
     */
    double cut(double[] parts, byte[] levels) {
        if (!when.holds(levels)) {
            return 0;
        }
        double sum = 0;
        for (int field : fields) {
            sum += parts[field];
        }
        double capped = Math.max(cap.atLeast(), Math.min(cap.atMost(), sum));
        if (capped != sum && sum != 0) {
            for (int field : fields) {
                parts[field] *= capped / sum;
            }
        }
        return capped - sum;
    }
}
