package io.serai.profile;

import io.serai.record.Consent;
import io.serai.schema.ProfileSchema;
import io.serai.schema.Survivorship;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Survivorship: what a profile shows, as a pure function of its members and the profile schema. The store keeps only
 * the result; who asks where a value came from gets this function run again.
 *
 * @param traits the winning value of each trait, and where it came from
 * @param identifiers by namespace, the value observed last first
 * @param consents by purpose: a single DENIED wins over any number of GRANTED
 * @param firstSeen in microseconds since 1970
 * @param lastSeen in microseconds since 1970
 */
public record GoldenRecord(
        Map<String, Winner> traits,
        Map<String, List<String>> identifiers,
        Map<String, Consent> consents,
        long firstSeen,
        long lastSeen) {

    /**
     * A value that won.
     *
     * @param member the record it came from; for a union the one observed last
     * @param at when it was observed, in microseconds since 1970
     * @param candidates how many members had a value
     */
    public record Winner(Object value, Member member, long at, Survivorship rule, int candidates) {}

    private record Candidate(Object value, long at, Member member) {}

    private static final Comparator<Candidate> BY_KEY =
            Comparator.comparing(candidate -> candidate.member().recordKey());
    /** Best first: observed last, then the smaller record key. */
    private static final Comparator<Candidate> MOST_RECENT =
            Comparator.comparingLong(Candidate::at).reversed().thenComparing(BY_KEY);

    /** The golden record of these members; the order they come in does not matter. */
    public static GoldenRecord of(List<Member> members, ProfileSchema schema) {
        if (members.size() == 1) {
            return ofOne(members.get(0), schema);
        }
        Map<String, Winner> traits = new LinkedHashMap<>();
        for (TraitDefinition trait : schema.traits().values()) {
            List<Candidate> candidates = candidates(members, trait.name());
            if (!candidates.isEmpty()) {
                Candidate best = winner(candidates, trait);
                traits.put(
                        trait.name(),
                        new Winner(best.value(), best.member(), best.at(), trait.survivorship(), candidates.size()));
            }
        }
        long first = members.stream()
                .mapToLong(member -> member.state().firstObservedAt())
                .min()
                .orElse(0);
        long last = members.stream()
                .mapToLong(member -> member.state().observedAt())
                .max()
                .orElse(0);
        return new GoldenRecord(traits, identifiers(members, schema), consents(members, schema), first, last);
    }

    /** The same answer with less work: most profiles have one member, and then nothing competes. */
    private static GoldenRecord ofOne(Member member, ProfileSchema schema) {
        SubjectState state = member.state();
        Map<String, Winner> traits = new LinkedHashMap<>();
        for (TraitDefinition trait : schema.traits().values()) {
            Slot slot = state.trait(trait.name());
            if (slot != null && slot.value() != null) {
                traits.put(trait.name(), new Winner(slot.value(), member, slot.at(), trait.survivorship(), 1));
            }
        }
        Map<String, List<String>> identifiers = new LinkedHashMap<>();
        for (String namespace : schema.identifiers().keySet()) {
            List<String> values = state.identifiers(namespace);
            if (!values.isEmpty()) {
                identifiers.put(namespace, values);
            }
        }
        return new GoldenRecord(
                traits, identifiers, consents(List.of(member), schema), state.firstObservedAt(), state.observedAt());
    }

    private static List<Candidate> candidates(List<Member> members, String trait) {
        List<Candidate> candidates = new java.util.ArrayList<>(members.size());
        for (Member member : members) {
            Slot slot = member.state().trait(trait);
            if (slot != null && slot.value() != null) {
                candidates.add(new Candidate(slot.value(), slot.at(), member));
            }
        }
        return candidates;
    }

    private static Candidate winner(List<Candidate> candidates, TraitDefinition trait) {
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        return switch (trait.survivorship()) {
            case MOST_RECENT -> best(candidates, MOST_RECENT);
            case SOURCE_PRIORITY ->
                best(
                        candidates,
                        Comparator.<Candidate>comparingInt(candidate -> rank(trait, candidate))
                                .thenComparing(MOST_RECENT));
            case MOST_FREQUENT -> mostFrequent(candidates);
            case LONGEST ->
                best(
                        candidates,
                        Comparator.<Candidate>comparingInt(candidate -> -text(candidate)
                                        .codePointCount(0, text(candidate).length()))
                                .thenComparing(MOST_RECENT));
            case FIRST ->
                best(candidates, Comparator.comparingLong(Candidate::at).thenComparing(BY_KEY));
            case UNION -> union(candidates);
            case MIN -> best(candidates, byValue(trait.type()).thenComparing(MOST_RECENT));
            case MAX -> best(candidates, byValue(trait.type()).reversed().thenComparing(MOST_RECENT));
        };
    }

    private static Candidate best(List<Candidate> candidates, Comparator<Candidate> order) {
        return candidates.stream().min(order).orElseThrow();
    }

    private static int rank(TraitDefinition trait, Candidate candidate) {
        int rank = trait.sources().indexOf(candidate.member().source());
        return rank < 0 ? trait.sources().size() : rank;
    }

    private static String text(Candidate candidate) {
        return candidate.value().toString();
    }

    private static Candidate mostFrequent(List<Candidate> candidates) {
        Map<Object, Integer> counts = new HashMap<>();
        candidates.forEach(candidate -> counts.merge(candidate.value(), 1, Integer::sum));
        return best(
                candidates,
                Comparator.<Candidate>comparingInt(candidate -> -counts.getOrDefault(candidate.value(), 0))
                        .thenComparing(MOST_RECENT));
    }

    private static Candidate union(List<Candidate> candidates) {
        TreeSet<String> all = new TreeSet<>();
        candidates.forEach(candidate -> ((List<?>) candidate.value()).forEach(item -> all.add((String) item)));
        Candidate latest = best(candidates, MOST_RECENT);
        return new Candidate(List.copyOf(all), latest.at(), latest.member());
    }

    @SuppressWarnings("unchecked") // canonical values of one type compare with each other
    private static Comparator<Candidate> byValue(ValueType type) {
        return type == ValueType.LIST
                ? Comparator.comparing(GoldenRecord::text)
                : (left, right) -> ((Comparable<Object>) left.value()).compareTo(right.value());
    }

    private static Map<String, List<String>> identifiers(List<Member> members, ProfileSchema schema) {
        Map<String, List<String>> identifiers = new LinkedHashMap<>();
        for (String namespace : schema.identifiers().keySet()) {
            Map<String, Long> latest = new HashMap<>();
            for (Member member : members) {
                Slot slot = member.state().identifierSlot(namespace);
                if (slot != null) {
                    member.state().identifiers(namespace).forEach(value -> latest.merge(value, slot.at(), Math::max));
                }
            }
            if (!latest.isEmpty()) {
                identifiers.put(
                        namespace,
                        latest.entrySet().stream()
                                .sorted(Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                                .map(Map.Entry::getKey)
                                .toList());
            }
        }
        return identifiers;
    }

    private static Map<String, Consent> consents(List<Member> members, ProfileSchema schema) {
        Map<String, Consent> consents = new LinkedHashMap<>();
        for (String purpose : schema.purposes()) {
            members.stream()
                    .map(member -> member.state().consentFor(purpose))
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder())
                    .ifPresent(strictest -> consents.put(purpose, strictest));
        }
        return consents;
    }
}
