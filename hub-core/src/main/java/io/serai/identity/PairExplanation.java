package io.serai.identity;

import io.serai.match.Waterfall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why two records are one person, or why they are not. Holds no personal data but in the values of {@code shared}.
 *
 * @param one a subject's number
 * @param profile the profile it belongs to, 0 if it is deleted
 * @param other the other subject's number
 * @param otherProfile the profile that one belongs to
 * @param shared the values both hold that link, or would
 * @param decision {@code must} or {@code cannot} if a person decided about the two
 * @param comparison what they weigh, if anything is matched
 */
public record PairExplanation(
        long one,
        long profile,
        long other,
        long otherProfile,
        List<Shared> shared,
        Optional<String> decision,
        Optional<Comparison> comparison) {
    public PairExplanation {
        shared = List.copyOf(shared);
    }

    /** A value both hold; {@code isGeneric} if too many others do too, so that it links no one. */
    public record Shared(String namespace, String value, boolean isGeneric) {}

    /**
     * What the two weigh.
     *
     * @param keys whether they agree on each blocking key; they are compared if they do on one that is not generic
     */
    public record Comparison(Waterfall waterfall, double linkAt, double reviewAt, List<Key> keys) {
        public Comparison {
            keys = List.copyOf(keys);
        }

        /** Whether the two are ever compared. */
        public boolean isMade() {
            return keys.stream().anyMatch(key -> key.agreement() == Agreement.SHARED);
        }
    }

    /** A blocking key, as the configuration writes it. */
    public record Key(String key, Agreement agreement) {}

    /** How two records stand to a blocking key. */
    public enum Agreement {
        /** Both have it. */
        SHARED,
        /** Both have it, and so have too many others. */
        GENERIC,
        /** They differ in it, or one says nothing of what it is made of. */
        MISSING
    }

    public boolean isOnePerson() {
        return profile != 0 && profile == otherProfile;
    }

    /** The reasons, strongest first, as sentences. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        decision.ifPresent(kind -> reasons.add(
                kind.equals("must")
                        ? "A person decided that they are one person."
                        : "A person decided that they are two people."));
        for (Shared value : shared) {
            reasons.add(
                    value.isGeneric()
                            ? "They share a value of " + value.namespace()
                                    + " that too many records hold: it links no one."
                            : "They share a value of " + value.namespace() + ".");
        }
        comparison.ifPresent(weighed -> reasons.add(reason(weighed)));
        boolean linked = isLinked();
        if (isOnePerson() && !linked && decision.isEmpty()) {
            reasons.add("Other records link them.");
        } else if (!isOnePerson() && linked && decision.isEmpty()) {
            reasons.add(
                    "They are linked but kept apart: by a limit, by what other records in their groups say, or because"
                            + " the group would be too large.");
        }
        return reasons;
    }

    /** Whether a value they share or what they weigh links them, whatever became of the link. */
    boolean isLinked() {
        return shared.stream().anyMatch(value -> !value.isGeneric())
                || comparison.filter(PairExplanation::isLink).isPresent();
    }

    static boolean isLink(Comparison weighed) {
        return weighed.isMade()
                && weighed.waterfall().veto().isEmpty()
                && weighed.waterfall().weight() >= weighed.linkAt();
    }

    private static String reason(Comparison weighed) {
        Waterfall waterfall = weighed.waterfall();
        if (!waterfall.veto().isEmpty()) {
            return "They are ruled out to be one person: " + waterfall.veto() + ".";
        }
        String weight = String.format(java.util.Locale.ROOT, "%.1f", waterfall.weight());
        if (!weighed.isMade()) {
            return "They agree on no blocking key that compares anyone, so they are not weighed; they would weigh "
                    + weight + " bits.";
        }
        return String.format(java.util.Locale.ROOT, "They weigh %s bits; %.1f make a link.", weight, weighed.linkAt());
    }
}
