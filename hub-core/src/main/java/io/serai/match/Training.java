package io.serai.match;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Learns a model's weights from records whose people nobody has told: expectation maximisation for Fellegi and Sunter's
 * model (Winkler 1988). How often strangers agree (u) is read off random pairs; how often the records of one person
 * agree (m) off pairs that a blocking key brings together, key by key, with the fields of that key left alone, since its
 * pairs all agree on them. Then the weights are made to rise from level to level (pool adjacent violators). The same
 * records, model and seed give the same weights.
 */
final class Training {
    private static final int RANDOM_PAIRS = 300_000;
    private static final int PAIRS_OF_KEY = 30_000;
    private static final Set<String> PERSONAL =
            Set.of("given_name", "birth_date", "national_id", "passport", "driving_licence", "customer_id");

    private static final int CHUNK = 5_000;
    private static final int FEWEST_PAIRS = 50;
    private static final int ROUNDS = 30;
    /** What the model said before counts as much as this many pairs, so that a handful of pairs does not overturn it. */
    private static final double FAITH_IN_M = 20;

    private static final double FAITH_IN_U = 200;
    private static final double SMALLEST = 1e-6;

    private final List<Person> people;
    private final Candidates candidates;
    private final MatchModel model;
    private final long seed;
    private final int fields;
    private final Matcher matcher;
    private final boolean[] personal;
    private final int[] radix;
    private final long[] factor;

    Training(List<Person> people, Candidates candidates, MatchModel model, long seed) {
        this.people = people;
        this.candidates = candidates;
        this.model = model;
        this.seed = seed;
        this.fields = model.fields().size();
        this.matcher = new Matcher(model);
        this.personal = new boolean[fields];
        for (int field = 0; field < fields; field++) {
            personal[field] = PERSONAL.contains(model.fields().get(field).name());
        }
        this.radix = new int[fields];
        this.factor = new long[fields];
        long next = 1;
        for (int field = 0; field < fields; field++) {
            radix[field] = model.fields().get(field).m().size() + 1;
            factor[field] = next;
            if (next > Long.MAX_VALUE / radix[field]) {
                throw new SeraiException(
                        ErrorCode.USAGE,
                        "A model of " + fields + " fields is too large to be trained; give the " + field
                                + " that say most.");
            }
            next *= radix[field];
        }
    }

    /** The model with learnt m and u; its prior stays. */
    MatchModel train() {
        Map<Long, Integer> random = random();
        List<Map<Long, Integer>> blocked = IntStream.range(0, candidates.keys())
                .parallel()
                .mapToObj(this::blocked)
                .toList();
        MatchModel learnt = model;
        // Random pairs hold some of one person, which the second round can tell and leave out.
        for (int round = 0; round < 2; round++) {
            double[][] u = learnU(random, learnt, round > 0);
            learnt = learnt.trained(rising(learnM(blocked, u), u), learnt.prior());
        }
        return learnt;
    }

    /** How often each pattern of levels occurs among random pairs; among all pairs, if they are few. */
    private Map<Long, Integer> random() {
        boolean few = (long) people.size() * (people.size() - 1) / 2 <= RANDOM_PAIRS;
        List<Map<Long, Integer>> parts = IntStream.range(0, few ? people.size() : RANDOM_PAIRS / CHUNK)
                .parallel()
                .mapToObj(few ? this::withLater : this::atRandom)
                .toList();
        // Sorted, so that sums of fractions over it are always the same.
        Map<Long, Integer> patterns = new TreeMap<>();
        parts.forEach(part -> part.forEach((pattern, count) -> patterns.merge(pattern, count, Integer::sum)));
        return patterns;
    }

    private Map<Long, Integer> withLater(int one) {
        Map<Long, Integer> patterns = new HashMap<>();
        for (int other = one + 1; other < people.size(); other++) {
            patterns.merge(pattern(one, other), 1, Integer::sum);
        }
        return patterns;
    }

    private Map<Long, Integer> atRandom(int chunk) {
        SplittableRandom random = new SplittableRandom(seed + chunk);
        Map<Long, Integer> patterns = new HashMap<>();
        for (int pair = 0; pair < CHUNK; pair++) {
            int one = random.nextInt(people.size());
            int other = random.nextInt(people.size() - 1);
            patterns.merge(pattern(one, other < one ? other : other + 1), 1, Integer::sum);
        }
        return patterns;
    }

    /** How often each pattern occurs among the pairs of one key. */
    private Map<Long, Integer> blocked(int key) {
        Map<Long, Integer> patterns = new TreeMap<>();
        candidates.sample(key, PAIRS_OF_KEY, (one, other) -> patterns.merge(pattern(one, other), 1, Integer::sum));
        return patterns;
    }

    /** The levels of all fields as one number: each field is a digit, of a radix of its own. */
    private long pattern(int one, int other) {
        byte[] levels = matcher.levels(people.get(one), people.get(other));
        long pattern = 0;
        for (int field = 0; field < fields; field++) {
            pattern += (levels[field] + 1) * factor[field];
        }
        return pattern;
    }

    /** The level of a field in a pattern; -1 if it is missing. */
    private int level(long pattern, int field) {
        return (int) (pattern / factor[field] % radix[field]) - 1;
    }

    private double[][] learnU(Map<Long, Integer> random, MatchModel known, boolean weighed) {
        double[][] counts = new double[fields][];
        for (int field = 0; field < fields; field++) {
            List<Double> before = known.fields().get(field).u();
            counts[field] = before.stream().mapToDouble(u -> u * FAITH_IN_U).toArray();
        }
        random.forEach((pattern, count) -> {
            double strangers = weighed ? count * (1 - probability(pattern, known)) : count;
            for (int field = 0; field < fields; field++) {
                int level = level(pattern, field);
                if (level >= 0) {
                    counts[field][level] += strangers;
                }
            }
        });
        return Arrays.stream(counts).map(Training::shares).toArray(double[][]::new);
    }

    private double probability(long pattern, MatchModel known) {
        double weight = known.prior();
        for (int field = 0; field < fields; field++) {
            int level = level(pattern, field);
            weight += level < 0 ? 0 : known.fields().get(field).weight(level);
        }
        return 1 / (1 + Math.pow(2, -weight));
    }

    private double[][] learnM(List<Map<Long, Integer>> blocked, double[][] u) {
        double[][] sums = new double[fields][];
        for (int field = 0; field < fields; field++) {
            List<Double> before = model.fields().get(field).m();
            sums[field] = before.stream().mapToDouble(m -> m * FAITH_IN_M).toArray();
        }
        IntStream.range(0, blocked.size())
                .parallel()
                .mapToObj(key -> learnFromKey(key, blocked.get(key), u))
                .toList()
                .forEach(found -> add(found, sums));
        return Arrays.stream(sums).map(Training::shares).toArray(double[][]::new);
    }

    private static void add(double[][] found, double[][] sums) {
        for (int field = 0; field < found.length; field++) {
            for (int level = 0; level < found[field].length; level++) {
                sums[field][level] += found[field][level];
            }
        }
    }

    /**
     * Expectation maximisation over the pairs of one key.
     *
     * @return how many pairs of one person are at each level of the fields that are not the key's own
     */
    private double[][] learnFromKey(int key, Map<Long, Integer> patterns, double[][] u) {
        long pairs = patterns.values().stream().mapToLong(Integer::longValue).sum();
        if (pairs < FEWEST_PAIRS) {
            return new double[0][];
        }
        List<String> blocked = model.keys().get(key).fields();
        boolean[] open = new boolean[fields];
        double[][] m = new double[fields][];
        for (int field = 0; field < fields; field++) {
            FieldModel one = model.fields().get(field);
            open[field] = !blocked.contains(one.name());
            m[field] = one.m().stream().mapToDouble(Double::doubleValue).toArray();
        }
        double share = 0.5;
        double[][] counts = new double[fields][];
        for (int round = 0; round < ROUNDS; round++) {
            for (int field = 0; field < fields; field++) {
                List<Double> before = model.fields().get(field).m();
                counts[field] =
                        before.stream().mapToDouble(prior -> prior * FAITH_IN_M).toArray();
            }
            double matches = 0;
            for (Map.Entry<Long, Integer> entry : patterns.entrySet()) {
                double odds = share / (1 - share);
                for (int field = 0; field < fields; field++) {
                    int level = level(entry.getKey(), field);
                    odds *= open[field] && level >= 0 ? m[field][level] / u[field][level] : 1;
                }
                double matching = isPersonal(entry.getKey()) ? entry.getValue() * odds / (1 + odds) : 0;
                matches += matching;
                for (int field = 0; field < fields; field++) {
                    int level = level(entry.getKey(), field);
                    if (level >= 0) {
                        counts[field][level] += matching;
                    }
                }
            }
            share = Math.min(1 - SMALLEST, Math.max(SMALLEST, matches / pairs));
            for (int field = 0; field < fields; field++) {
                m[field] = shares(counts[field]);
            }
        }
        double[][] found = new double[fields][];
        for (int field = 0; field < fields; field++) {
            double scale = open[field] ? share * pairs : 0;
            found[field] = Arrays.stream(m[field]).map(part -> part * scale).toArray();
        }
        return found;
    }

    /**
     * Whether a pair agrees on something that people of one household do not share. Otherwise families at one address
     * would be learnt from as people with two names.
     */
    private boolean isPersonal(long pattern) {
        boolean any = false;
        for (int field = 0; field < fields; field++) {
            if (personal[field]) {
                any = true;
                if (2 * level(pattern, field)
                        >= model.fields().get(field).comparison().exact()) {
                    return true;
                }
            }
        }
        return !any;
    }

    private static double[] shares(double[] counts) {
        double total = Arrays.stream(counts).sum();
        double[] shares = new double[counts.length];
        for (int level = 0; level < counts.length; level++) {
            shares[level] = Math.max(SMALLEST, counts[level] / total);
        }
        return shares;
    }

    private List<FieldModel> rising(double[][] m, double[][] u) {
        List<FieldModel> trained = new ArrayList<>();
        for (int field = 0; field < fields; field++) {
            FieldModel before = model.fields().get(field);
            pool(m[field], u[field]);
            trained.add(new FieldModel(
                    before.name(),
                    before.comparison(),
                    Arrays.stream(m[field]).boxed().toList(),
                    Arrays.stream(u[field]).boxed().toList(),
                    before.atLeast()));
        }
        return trained;
    }

    /** Gives neighbouring levels whose weights fall instead of rising the same weight: that of both taken together. */
    private static void pool(double[] m, double[] u) {
        int n = m.length;
        double[] blockM = new double[n];
        double[] blockU = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        for (int level = 0; level < n; level++) {
            blockM[blocks] = m[level];
            blockU[blocks] = u[level];
            size[blocks++] = 1;
            while (blocks > 1 && blockM[blocks - 2] / blockU[blocks - 2] > blockM[blocks - 1] / blockU[blocks - 1]) {
                blocks--;
                blockM[blocks - 1] += blockM[blocks];
                blockU[blocks - 1] += blockU[blocks];
                size[blocks - 1] += size[blocks];
            }
        }
        int level = 0;
        for (int block = 0; block < blocks; block++) {
            double ratio = blockM[block] / blockU[block];
            for (int end = level + size[block]; level < end; level++) {
                m[level] = u[level] * ratio;
            }
        }
    }
}
