package io.serai.insight;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/** Parts of wholes. */
final class Shares {
    private static final int DIGITS = 4;

    private Shares() {}

    /** From 0 to 1, to four digits; absent where there is no whole. */
    static void put(Map<String, Object> row, String column, long part, long whole) {
        if (whole > 0) {
            row.put(column, of(part, whole));
        }
    }

    private static BigDecimal of(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP);
    }

    /** How a share compares with another: 100 is alike; absent where there is nothing to compare with. */
    static void index(Map<String, Object> row, String column, long part, long whole, long otherPart, long otherWhole) {
        if (whole > 0 && otherPart > 0) {
            row.put(
                    column,
                    BigDecimal.valueOf(100)
                            .multiply(BigDecimal.valueOf(part))
                            .multiply(BigDecimal.valueOf(otherWhole))
                            .divide(
                                    BigDecimal.valueOf(whole).multiply(BigDecimal.valueOf(otherPart)),
                                    MathContext.DECIMAL64)
                            .setScale(0, RoundingMode.HALF_UP));
        }
    }
}
