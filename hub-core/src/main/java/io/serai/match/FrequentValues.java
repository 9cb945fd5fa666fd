package io.serai.match;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Takes out of a model whatever could tell who was in the records it was learnt from: it keeps frequent names, places and
 * the like, and no address, number or date. Stateless.
 */
public final class FrequentValues {
    /** A value on a smaller share of the records is not kept. */
    private static final double LEAST_SHARE = 0.001;

    private static final Set<Comparison> KEPT = EnumSet.of(Comparison.NAME, Comparison.TEXT, Comparison.CATEGORY);

    private FrequentValues() {}

    public static MatchModel only(MatchModel model) {
        Map<String, Frequencies> kept = new HashMap<>();
        for (FieldModel field : model.fields()) {
            Frequencies all = model.frequencies().get(field.name());
            if (all != null) {
                kept.put(field.name(), frequent(all, KEPT.contains(field.comparison())));
            }
        }
        return model.counted(kept);
    }

    /** Those left out join the rare ones, whose share becomes the mean of both. */
    private static Frequencies frequent(Frequencies all, boolean keepsAny) {
        Map<String, Double> kept = new HashMap<>();
        double leftOut = 0;
        double named = 0;
        for (Map.Entry<String, Double> value : all.common().entrySet()) {
            named += value.getValue();
            if (keepsAny && value.getValue() >= LEAST_SHARE) {
                kept.put(value.getKey(), value.getValue());
            } else {
                leftOut += value.getValue();
            }
        }
        double rare = Math.max(0, 1 - named);
        double values = rare / all.rare() + all.common().size() - kept.size();
        return values == 0 ? all : new Frequencies(kept, (rare + leftOut) / values, all.average());
    }
}
