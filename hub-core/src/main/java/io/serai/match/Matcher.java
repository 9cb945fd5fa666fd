package io.serai.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Weighs pairs of records by a model. Immutable and thread-safe. */
public final class Matcher {
    private static final double RAREST = 1e-5;
    private final MatchModel model;
    private final FieldModel[] fields;
    private final Map<String, Integer> places = new HashMap<>();
    private final double[][] weights;
    private final @Nullable Frequencies[] frequencies;
    private final Condition[] vetoes;
    private final BoundCap[] caps;
    /** By cap: the most that the fields it does not cover can say, leading ones aside; infinity if those decide nothing. */
    private final double[] mostOutside;

    private final Levels levels;

    public Matcher(MatchModel model) {
        this.model = model;
        this.fields = model.fields().toArray(FieldModel[]::new);
        this.weights = new double[fields.length][];
        this.frequencies = new Frequencies[fields.length];
        for (int field = 0; field < fields.length; field++) {
            FieldModel one = fields[field];
            places.put(one.name(), field);
            frequencies[field] = model.frequencies().get(one.name());
            weights[field] = new double[one.m().size()];
            for (int level = 0; level < weights[field].length; level++) {
                weights[field][level] = one.weight(level);
            }
        }
        this.levels = new Levels(model);
        model.keys().forEach(key -> key.fields().forEach(model::place));
        this.vetoes =
                model.vetoes().stream().map(veto -> Condition.of(veto, model)).toArray(Condition[]::new);
        this.caps = model.caps().stream().map(cap -> BoundCap.of(cap, model)).toArray(BoundCap[]::new);
        this.mostOutside = Arrays.stream(caps).mapToDouble(this::mostOutside).toArray();
    }

    private double mostOutside(BoundCap cap) {
        return Levels.decide(cap.cap().when().keySet())
                ? IntStream.of(levels.following())
                        .filter(field -> !cap.covers(field))
                        .mapToDouble(this::most)
                        .sum()
                : Double.POSITIVE_INFINITY;
    }

    /** The most that a field can say for a pair. */
    private double most(int field) {
        int exact = fields[field].comparison().exact();
        double rarest = frequencies[field] == null
                ? 0
                : FieldModel.bits(fields[field].m().get(exact) / RAREST);
        return Math.max(0, Math.max(rarest, Arrays.stream(weights[field]).max().orElse(0)));
    }

    public MatchModel model() {
        return model;
    }

    /**
     * The texts by which one of the model's keys finds others to compare a record with: they are compared if they have
     * a text in common.
     *
     * @param key the key's place among the model's
     */
    public List<String> keys(Person person, int key) {
        return model.keys().get(key).texts(field -> person.value(places.getOrDefault(field, 0)));
    }

    /** The weight of a pair in bits, as if nothing ruled it out. Symmetric. */
    double weight(Person one, Person other) {
        return weigh(one, other, levels.of(one, other));
    }

    /**
     * What ties a pair where vetoes bind: its weight in bits, minus infinity if what the two say rules out that they are
     * one person. Symmetric.
     */
    public double bond(Person one, Person other) {
        byte[] found = levels.of(one, other);
        return isVetoed(found) ? Double.NEGATIVE_INFINITY : weigh(one, other, found);
    }

    /**
     * As {@link #bond(Person, Person)}; a pair of which names and birth date alone show that it weighs less than
     * {@code least} is not looked at any further, and gets minus infinity.
     */
    double bond(Person one, Person other, double least) {
        byte[] found = levels.begin(one, other);
        if (isHopeless(one, other, found, least)) {
            return Double.NEGATIVE_INFINITY;
        }
        levels.finish(one, other, found);
        return isVetoed(found) ? Double.NEGATIVE_INFINITY : weigh(one, other, found);
    }

    /** Whether a cap that holds by the leading fields leaves too little, however much the others may say. */
    private boolean isHopeless(Person one, Person other, byte[] found, double least) {
        for (int i = 0; i < caps.length; i++) {
            if (caps[i].when().holds(found)) {
                double most = model.prior() + caps[i].cap().atMost() + mostOutside[i];
                for (int field : levels.leading()) {
                    most += caps[i].covers(field) ? 0 : fieldWeight(field, found[field], one, other);
                }
                if (most < least) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether what the two say rules out that they are one person, whatever else agrees. */
    boolean isVetoed(Person one, Person other) {
        return vetoes.length > 0 && isVetoed(levels.of(one, other));
    }

    private boolean isVetoed(byte[] found) {
        for (Condition veto : vetoes) {
            if (veto.holds(found)) {
                return true;
            }
        }
        return false;
    }

    /** How the weight comes about. */
    public Waterfall explain(Person one, Person other) {
        byte[] found = levels.of(one, other);
        List<Waterfall.Bar> bars = new ArrayList<>();
        double[] parts = new double[fields.length];
        for (int field = 0; field < fields.length; field++) {
            int level = found[field];
            String name = level == Levels.MISSING
                    ? Cap.MISSING
                    : fields[field].comparison().levels().get(level);
            double weight = level == Levels.MISSING ? 0 : weights[field][level];
            parts[field] = fieldWeight(field, level, one, other);
            bars.add(new Waterfall.Bar(fields[field].name(), name, weight, parts[field] - weight));
        }
        for (BoundCap cap : caps) {
            double cut = cap.cut(parts, found);
            if (cut != 0) {
                bars.add(new Waterfall.Bar(cap.cap().name(), "cap", cut, 0));
            }
        }
        return new Waterfall(model.prior(), bars, weigh(one, other, found), veto(found));
    }

    private String veto(byte[] found) {
        for (int i = 0; i < vetoes.length; i++) {
            if (vetoes[i].holds(found)) {
                return String.join(
                        ", ",
                        model.vetoes().get(i).entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .sorted()
                                .toList());
            }
        }
        return "";
    }

    private double weigh(Person one, Person other, byte[] found) {
        double[] parts = new double[fields.length];
        double sum = model.prior();
        for (int field = 0; field < fields.length; field++) {
            parts[field] = fieldWeight(field, found[field], one, other);
            sum += parts[field];
        }
        for (BoundCap cap : caps) {
            sum += cap.cut(parts, found);
        }
        return sum;
    }

    private double fieldWeight(int field, int level, Person one, Person other) {
        if (level == Levels.MISSING) {
            return 0;
        }
        Frequencies common = frequencies[field];
        if (common == null || level != fields[field].comparison().exact()) {
            return weights[field][level];
        }
        double exact = weights[field][level];
        double adjusted = exact + common.rarity(shared(one.value(field), other.value(field)));
        // A value that is common still is worth what the level below is: it agrees, after all. And no value is so rare
        // that its one coincidence would outweigh all else.
        double least = Math.min(exact, Math.max(0, weights[field][level - 1]));
        double most = Math.max(exact, FieldModel.bits(fields[field].m().get(level) / RAREST));
        return Math.max(least, Math.min(most, adjusted));
    }

    /** A text that both have; that of the first if none is in common, as when given name and surname are swapped. */
    private static String shared(@Nullable Value one, @Nullable Value other) {
        if (one == null || other == null) {
            return "";
        }
        if (one.more().isEmpty() && other.more().isEmpty()) {
            return one.text();
        }
        for (Value mine : one.all()) {
            for (Value theirs : other.all()) {
                if (mine.text().equals(theirs.text())) {
                    return mine.text();
                }
            }
        }
        return one.text();
    }

    /** The level of each field; {@link Levels#MISSING} where one of the two says nothing. */
    byte[] levels(Person one, Person other) {
        return levels.of(one, other);
    }
}
