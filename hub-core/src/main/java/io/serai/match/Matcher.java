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
    /** The level of a field that one of the two says nothing of. */
    static final int MISSING = -1;

    private static final double RAREST = 1e-5;
    /** What most pairs of strangers show themselves by. */
    private static final List<String> LEADING = List.of("given_name", "surname", "birth_date");

    private static final byte ALIAS = (byte) Comparison.NAME.levels().indexOf("alias");
    private static final byte NEAR = (byte) Comparison.NAME.levels().indexOf("near");

    private final MatchModel model;
    private final FieldModel[] fields;
    private final Map<String, Integer> places = new HashMap<>();
    private final double[][] weights;
    private final @Nullable Frequencies[] frequencies;
    private final Condition[] vetoes;
    private final BoundCap[] caps;
    private final int given;
    private final int surname;
    private final int[] leading;
    private final int[] following;

    /** Fields at levels, as {@link Comparison#bits} has them. */
    private record Condition(int[] fields, int[] levels) {
        boolean holds(byte[] found) {
            for (int i = 0; i < fields.length; i++) {
                if ((levels[i] >>> (found[fields[i]] + 1) & 1) == 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A cap on a model's fields.
     *
     * @param isEarly whether the leading fields decide if it holds
     * @param mostOutside the most that the fields it does not cover can say, leading ones aside
     */
    private record BoundCap(Cap cap, Condition when, int[] fields, boolean isEarly, double mostOutside) {
        boolean covers(int field) {
            return Arrays.binarySearch(fields, field) >= 0;
        }
    }

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
        this.vetoes = model.vetoes().stream().map(veto -> condition(veto)).toArray(Condition[]::new);
        this.given = places.getOrDefault(Role.GIVEN_NAME.label(), MISSING);
        this.surname = places.getOrDefault(Role.SURNAME.label(), MISSING);
        this.leading = LEADING.stream()
                .filter(places::containsKey)
                .mapToInt(this::place)
                .toArray();
        this.following = IntStream.range(0, fields.length)
                .filter(field -> !LEADING.contains(fields[field].name()))
                .toArray();
        this.caps = model.caps().stream().map(this::bound).toArray(BoundCap[]::new);
    }

    private Condition condition(Map<String, String> levels) {
        int[] at =
                levels.keySet().stream().sorted().mapToInt(name -> place(name)).toArray();
        int[] wanted = levels.keySet().stream()
                .sorted()
                .mapToInt(name -> bits(name, levels.getOrDefault(name, "")))
                .toArray();
        return new Condition(at, wanted);
    }

    private BoundCap bound(Cap cap) {
        int[] covered = cap.fields().stream()
                .filter(places::containsKey)
                .mapToInt(this::place)
                .sorted()
                .toArray();
        double mostOutside = IntStream.of(following)
                .filter(field -> Arrays.binarySearch(covered, field) < 0)
                .mapToDouble(this::most)
                .sum();
        return new BoundCap(
                cap,
                condition(cap.when()),
                covered,
                LEADING.containsAll(cap.when().keySet()),
                mostOutside);
    }

    /** The most that a field can say for a pair. */
    private double most(int field) {
        int exact = fields[field].comparison().exact();
        double rarest = frequencies[field] == null
                ? 0
                : FieldModel.bits(fields[field].m().get(exact) / RAREST);
        return Math.max(0, Math.max(rarest, Arrays.stream(weights[field]).max().orElse(0)));
    }

    private int bits(String field, String condition) {
        int bits = fields[place(field)].comparison().bits(condition);
        if (bits == 0) {
            throw new IllegalArgumentException("field " + field + " has no level " + condition);
        }
        return bits;
    }

    private int place(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("the model has no field " + name);
        }
        return place;
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
        return model.keys().get(key).texts(field -> person.value(place(field)));
    }

    /** The weight of a pair in bits. Symmetric. */
    public double weight(Person one, Person other) {
        return weigh(one, other, levels(one, other));
    }

    /**
     * As {@link #weight(Person, Person)}; a pair of which names and birth date alone show that it weighs less than
     * {@code least} is not looked at any further, and gets minus infinity.
     */
    double weight(Person one, Person other, double least) {
        byte[] levels = new byte[fields.length];
        for (int field : leading) {
            levels[field] = level(field, one, other);
        }
        swap(one, other, levels);
        if (isHopeless(one, other, levels, least)) {
            return Double.NEGATIVE_INFINITY;
        }
        for (int field : following) {
            levels[field] = level(field, one, other);
        }
        return weigh(one, other, levels);
    }

    /** Whether a cap that holds by the leading fields leaves too little, however much the others may say. */
    private boolean isHopeless(Person one, Person other, byte[] levels, double least) {
        for (BoundCap cap : caps) {
            if (cap.isEarly && cap.when.holds(levels)) {
                double most = model.prior() + cap.cap.atMost() + cap.mostOutside;
                for (int field : leading) {
                    most += cap.covers(field) ? 0 : fieldWeight(field, levels[field], one, other);
                }
                if (most < least) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether what the two say rules out that they are one person, whatever else agrees. */
    public boolean isVetoed(Person one, Person other) {
        return vetoes.length > 0 && isVetoed(levels(one, other));
    }

    private boolean isVetoed(byte[] levels) {
        for (Condition veto : vetoes) {
            if (veto.holds(levels)) {
                return true;
            }
        }
        return false;
    }

    /** How the weight comes about. */
    public Waterfall explain(Person one, Person other) {
        byte[] levels = levels(one, other);
        List<Waterfall.Bar> bars = new ArrayList<>();
        double[] parts = new double[fields.length];
        for (int field = 0; field < fields.length; field++) {
            int level = levels[field];
            String name = level == MISSING
                    ? "missing"
                    : fields[field].comparison().levels().get(level);
            double weight = level == MISSING ? 0 : weights[field][level];
            parts[field] = fieldWeight(field, level, one, other);
            bars.add(new Waterfall.Bar(fields[field].name(), name, weight, parts[field] - weight));
        }
        for (BoundCap cap : caps) {
            double cut = cut(cap, parts, levels);
            if (cut != 0) {
                bars.add(new Waterfall.Bar(cap.cap.name(), "cap", cut, 0));
            }
        }
        return new Waterfall(model.prior(), bars, weigh(one, other, levels), veto(levels));
    }

    private String veto(byte[] levels) {
        for (int i = 0; i < vetoes.length; i++) {
            if (vetoes[i].holds(levels)) {
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

    private double weigh(Person one, Person other, byte[] levels) {
        double[] parts = new double[fields.length];
        double sum = model.prior();
        for (int field = 0; field < fields.length; field++) {
            parts[field] = fieldWeight(field, levels[field], one, other);
            sum += parts[field];
        }
        for (BoundCap cap : caps) {
            sum += cut(cap, parts, levels);
        }
        return sum;
    }

    /**
     * What a cap takes off or adds; 0 if it does not hold. The parts of its fields shrink with their sum, so that a later
     * cap over some of them does not take off again what is gone.
     */
    private static double cut(BoundCap cap, double[] parts, byte[] levels) {
        if (!cap.when.holds(levels)) {
            return 0;
        }
        double sum = 0;
        for (int field : cap.fields) {
            sum += parts[field];
        }
        double capped = Math.max(cap.cap.atLeast(), Math.min(cap.cap.atMost(), sum));
        if (capped == sum) {
            return 0;
        }
        for (int field : cap.fields) {
            parts[field] *= capped / sum;
        }
        return capped - sum;
    }

    private double fieldWeight(int field, int level, Person one, Person other) {
        if (level == MISSING) {
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
        for (Value mine : all(one)) {
            for (Value theirs : all(other)) {
                if (mine.text().equals(theirs.text())) {
                    return mine.text();
                }
            }
        }
        return one.text();
    }

    static List<Value> all(Value value) {
        if (value.more().isEmpty()) {
            return List.of(value);
        }
        List<Value> all = new ArrayList<>();
        all.add(value);
        all.addAll(value.more());
        return all;
    }

    /** The level of each field. */
    byte[] levels(Person one, Person other) {
        byte[] levels = new byte[fields.length];
        for (int field = 0; field < fields.length; field++) {
            levels[field] = level(field, one, other);
        }
        swap(one, other, levels);
        return levels;
    }

    private byte level(int field, Person one, Person other) {
        return (byte) level(fields[field].comparison(), one.value(field), other.value(field));
    }

    private static int level(Comparison comparison, @Nullable Value one, @Nullable Value other) {
        if (one == null || other == null) {
            return MISSING;
        }
        if (one.more().isEmpty() && other.more().isEmpty()) {
            return comparison.level(one, other);
        }
        int best = 0;
        for (Value mine : all(one)) {
            for (Value theirs : all(other)) {
                best = Math.max(best, comparison.level(mine, theirs));
            }
        }
        return best;
    }

    /**
     * Names in each other's place: given name and surname swapped agree as a nickname does; and a record with one name
     * only may have it in the wrong place.
     */
    private void swap(Person one, Person other, byte[] levels) {
        if (given < 0 || surname < 0 || levels[given] >= NEAR || levels[surname] >= NEAR) {
            return;
        }
        boolean both = levels[surname] != MISSING && levels[given] != MISSING;
        int forth = level(Comparison.NAME, one.value(given), other.value(surname));
        if (both && forth < NEAR) {
            return;
        }
        int back = level(Comparison.NAME, one.value(surname), other.value(given));
        if (forth >= NEAR && back >= NEAR) {
            levels[given] = ALIAS;
            levels[surname] = ALIAS;
        } else if (!both) {
            int misplaced = Math.max(forth, back);
            if (misplaced >= NEAR) {
                levels[given] = MISSING;
                levels[surname] = (byte) Math.min(misplaced, ALIAS);
            }
        }
    }
}
