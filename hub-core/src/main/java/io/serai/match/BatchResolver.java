package io.serai.match;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Resolves a list of records into people at once, in memory, on all cores. Which people come out does not depend on the
 * order the records come in, if that order is made by their keys. Stateless.
 */
public final class BatchResolver {
    private static final int CHUNK = 1_000;
    /** Records whose pairs are looked at to learn how likely two records are one person. */
    private static final int SAMPLE = 5_000;

    private static final int BINS = 4_000;
    private static final double BIN = 0.1;
    private static final int ROUNDS = 50;
    /** A value on fewer records is no common value. */
    private static final int COMMON = 2;

    private final List<Person> people;
    private final Progress progress;

    /** Is told how far the work is. Called by one thread. */
    @FunctionalInterface
    public interface Progress {
        /** @param stage what is done now, as a few words for a person */
        void at(String stage);
    }

    private BatchResolver(List<Person> people, Progress progress) {
        this.people = people;
        this.progress = progress;
    }

    /**
     * What came out.
     *
     * @param cluster for each record the place of the first record of its person
     * @param model the model that was used, with what was learnt from these records
     * @param pairs how many pairs were weighed
     * @param links how many of them are links
     * @param reviews how many are for people to decide
     * @param oversized sets of records that were too large to be weighed whole
     */
    public record Result(
            int[] cluster, MatchModel model, long pairs, long links, long reviews, List<int[]> oversized) {}

    /**
     * @param people in the order of their records' keys, read for {@code model}
     * @param train whether weights are learnt from these records; frequencies and the prior always are
     * @param seed of the random pairs that are looked at in training
     */
    public static Result resolve(List<Person> people, MatchModel model, boolean train, long seed, Progress progress) {
        return new BatchResolver(GenericValues.without(people, model), progress).run(model, train, seed);
    }

    private Result run(MatchModel start, boolean train, long seed) {
        progress.at("counting values");
        MatchModel model = start.counted(Counting.of(people, start, COMMON))
                .trained(start.fields(), -Math.log(Math.max(2, people.size())) / Math.log(2));
        progress.at("finding candidates");
        Candidates candidates = Candidates.among(people, model);
        model = model.trained(model.fields(), prior(model, candidates));
        if (train) {
            progress.at("training");
            model = new Training(people, candidates, model, seed).train();
            model = model.trained(model.fields(), prior(model, candidates));
            model = new Households(people, candidates, model).learn();
        }
        progress.at("weighing pairs");
        Matcher matcher = new Matcher(model);
        List<Links> chunks = IntStream.range(0, (people.size() + CHUNK - 1) / CHUNK)
                .parallel()
                .mapToObj(chunk -> weigh(chunk, candidates, matcher))
                .toList();
        progress.at("grouping");
        Clustering clustering = new Clustering(
                people.size(),
                model.linkAt(),
                model.cutAt(),
                (one, other) -> matcher.bond(people.get(one), people.get(other)),
                Clustering.Admission.ALL);
        long pairs = 0;
        long links = 0;
        long reviews = 0;
        for (Links chunk : chunks) {
            pairs += chunk.pairs;
            links += chunk.count;
            reviews += chunk.reviews;
            for (int at = 0; at < chunk.count; at++) {
                clustering.edge(chunk.one[at], chunk.other[at], chunk.weight[at]);
            }
        }
        int[] cluster = clustering.cluster();
        return new Result(cluster, model, pairs, links, reviews, clustering.oversized());
    }

    /** The links of some records to later ones. */
    private static final class Links {
        private int[] one = new int[CHUNK];
        private int[] other = new int[CHUNK];
        private double[] weight = new double[CHUNK];
        private int count;
        private long pairs;
        private long reviews;

        void add(int left, int right, double bits) {
            if (count == one.length) {
                one = Arrays.copyOf(one, 2 * count);
                other = Arrays.copyOf(other, 2 * count);
                weight = Arrays.copyOf(weight, 2 * count);
            }
            one[count] = left;
            other[count] = right;
            weight[count++] = bits;
        }
    }

    private Links weigh(int chunk, Candidates candidates, Matcher matcher) {
        Candidates.Partners partners = candidates.borrow();
        Links links = new Links();
        MatchModel model = matcher.model();
        int end = Math.min(people.size(), (chunk + 1) * CHUNK);
        for (int record = chunk * CHUNK; record < end; record++) {
            partners.of(record);
            for (int at = 0; at < partners.count(); at++) {
                int partner = partners.get(at);
                if (partner > record) {
                    double weight = matcher.bond(people.get(record), people.get(partner), model.reviewAt());
                    links.pairs++;
                    if (weight >= model.linkAt()) {
                        links.add(record, partner, weight);
                    } else if (weight >= model.reviewAt()) {
                        links.reviews++;
                    }
                }
            }
        }
        candidates.giveBack(partners);
        return links;
    }

    /**
     * How likely two records at random are one person, in bits: the prior at which the candidates' probabilities add up
     * to it.
     */
    private double prior(MatchModel model, Candidates candidates) {
        Matcher matcher = new Matcher(model);
        int step = Math.max(1, people.size() / SAMPLE);
        int sampled = (people.size() + step - 1) / step;
        long[] histogram = IntStream.range(0, (sampled + CHUNK - 1) / CHUNK)
                .parallel()
                .mapToObj(chunk -> histogram(chunk, step, sampled, candidates, matcher))
                .reduce(new long[BINS], BatchResolver::sum);
        double all = sampled * (people.size() - 1.0);
        double prior = model.prior();
        for (int round = 0; round < ROUNDS; round++) {
            double matches = 0;
            for (int bin = 0; bin < BINS; bin++) {
                if (histogram[bin] > 0) {
                    double weight = prior + (bin - BINS / 2) * BIN;
                    matches += histogram[bin] / (1 + Math.pow(2, -weight));
                }
            }
            double share = Math.max(1 / (all + 1), Math.min(0.5, matches / all));
            prior = FieldModel.bits(share / (1 - share));
        }
        return prior;
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = new long[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            sum[bin] = one[bin] + other[bin];
        }
        return sum;
    }

    private long[] histogram(int chunk, int step, int sampled, Candidates candidates, Matcher matcher) {
        long[] histogram = new long[BINS];
        Candidates.Partners partners = candidates.borrow();
        double prior = matcher.model().prior();
        for (int at = chunk * CHUNK; at < Math.min(sampled, (chunk + 1) * CHUNK); at++) {
            Person person = people.get(at * step);
            partners.of(at * step);
            for (int partner = 0; partner < partners.count(); partner++) {
                double weight = matcher.weight(person, people.get(partners.get(partner))) - prior;
                long bin = Math.round(weight / BIN) + BINS / 2;
                histogram[(int) Math.max(0, Math.min(BINS - 1, bin))]++;
            }
        }
        candidates.giveBack(partners);
        return histogram;
    }
}
