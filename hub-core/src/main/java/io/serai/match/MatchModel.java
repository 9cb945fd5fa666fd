package io.serai.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A probabilistic match model after Fellegi and Sunter (1969): what each field weighs, which records are compared, and
 * where the line is drawn. Weights are bits: the logarithm to base 2 of the odds that two records are one person.
 * Immutable; frozen once stored, since what it says of two records must not depend on when it is asked.
 *
 * @param fields in the order they are shown
 * @param keys two records are compared if they agree on one of them
 * @param keyCap a key that more records than this have says nothing, and compares no one
 * @param caps limits on what fields say together
 * @param vetoes levels of fields which, all together, rule a pair out whatever else agrees
 * @param frequencies how common a field's values are, by field: a rare name that agrees says more than a common one
 * @param prior the weight before any field is looked at: how likely two records at random are one person
 * @param linkAt pairs of this weight or more are links
 * @param reviewAt pairs of this weight or more, but less than {@code linkAt}, are for people to decide
 * @param cutAt groups whose records' mean weight with each other is below this are kept apart
 */
public record MatchModel(
        String name,
        int version,
        List<FieldModel> fields,
        List<BlockingKey> keys,
        int keyCap,
        List<Cap> caps,
        List<Map<String, String>> vetoes,
        Map<String, Frequencies> frequencies,
        double prior,
        double linkAt,
        double reviewAt,
        double cutAt) {
    public MatchModel {
        fields = List.copyOf(fields);
        keys = List.copyOf(keys);
        caps = List.copyOf(caps);
        vetoes = List.copyOf(vetoes);
        frequencies = Map.copyOf(frequencies);
    }

    /** The names of its fields. */
    public List<String> names() {
        return fields.stream().map(FieldModel::name).toList();
    }

    /** The place of a field among the others. */
    int place(String field) {
        int place = names().indexOf(field);
        if (place < 0) {
            throw new IllegalArgumentException("the model has no field " + field);
        }
        return place;
    }

    /** The part of this model that needs no other than these fields. */
    public MatchModel only(Collection<String> present) {
        List<FieldModel> kept =
                fields.stream().filter(field -> present.contains(field.name())).toList();
        List<String> names = kept.stream().map(FieldModel::name).toList();
        Map<String, Frequencies> common = new LinkedHashMap<>(frequencies);
        common.keySet().retainAll(names);
        return new MatchModel(
                name,
                version,
                kept,
                keys.stream().filter(key -> names.containsAll(key.fields())).toList(),
                keyCap,
                caps.stream()
                        .filter(cap -> cap.appliesTo(names))
                        .map(cap -> cap.only(names))
                        .toList(),
                vetoes.stream().flatMap(veto -> within(names, veto).stream()).toList(),
                common,
                prior,
                linkAt,
                reviewAt,
                cutAt);
    }

    /** A veto over fewer fields, of which the others are missing in every record; empty if it never holds then. */
    private Optional<Map<String, String>> within(List<String> present, Map<String, String> veto) {
        Map<String, String> kept = new LinkedHashMap<>(veto);
        kept.keySet().retainAll(present);
        boolean holdsElsewhere = veto.entrySet().stream()
                .filter(one -> !present.contains(one.getKey()))
                .allMatch(one -> fields.get(place(one.getKey())).comparison().holdsWhereMissing(one.getValue()));
        return holdsElsewhere && !kept.isEmpty() ? Optional.of(kept) : Optional.empty();
    }

    /** With further fields, and a key for each of those that one alone may have. */
    public MatchModel with(Collection<FieldModel> more, Collection<BlockingKey> moreKeys) {
        List<FieldModel> all = new ArrayList<>(fields);
        all.addAll(more);
        List<BlockingKey> allKeys = new ArrayList<>(keys);
        allKeys.addAll(moreKeys);
        return new MatchModel(
                name, version, all, allKeys, keyCap, caps, vetoes, frequencies, prior, linkAt, reviewAt, cutAt);
    }

    /** With other weights. */
    public MatchModel trained(List<FieldModel> trained, double prior) {
        return new MatchModel(
                name, version, trained, keys, keyCap, caps, vetoes, frequencies, prior, linkAt, reviewAt, cutAt);
    }

    /** With other thresholds. */
    public MatchModel judging(double otherLinkAt, double otherReviewAt) {
        return new MatchModel(
                name,
                version,
                fields,
                keys,
                keyCap,
                caps,
                vetoes,
                frequencies,
                prior,
                otherLinkAt,
                otherReviewAt,
                cutAt);
    }

    /** With other blocking keys. */
    public MatchModel comparing(List<BlockingKey> otherKeys, int otherKeyCap) {
        return new MatchModel(
                name,
                version,
                fields,
                otherKeys,
                otherKeyCap,
                caps,
                vetoes,
                frequencies,
                prior,
                linkAt,
                reviewAt,
                cutAt);
    }

    /** With other caps. */
    MatchModel capped(List<Cap> others) {
        return new MatchModel(
                name, version, fields, keys, keyCap, others, vetoes, frequencies, prior, linkAt, reviewAt, cutAt);
    }

    /** The same as its next version. */
    public MatchModel next() {
        return new MatchModel(
                name, version + 1, fields, keys, keyCap, caps, vetoes, frequencies, prior, linkAt, reviewAt, cutAt);
    }

    /** With other frequencies of values. */
    public MatchModel counted(Map<String, Frequencies> counted) {
        return new MatchModel(
                name, version, fields, keys, keyCap, caps, vetoes, counted, prior, linkAt, reviewAt, cutAt);
    }
}
