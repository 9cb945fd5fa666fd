package io.serai.group;

import io.serai.crypto.Hash;
import io.serai.group.GroupExplanation.Field;
import io.serai.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Says why two profiles share a group or not, by the functions that made the groups. Not thread-safe. */
final class GroupComparison {
    private final GroupLevel level;
    private final GroupRules.Rule rule;
    private final GroupReader reader;
    private final ToLongFunction<Hash> size;

    /** @param size how many profiles share a value */
    GroupComparison(GroupLevel level, GroupRules.Rule rule, GroupReader reader, ToLongFunction<Hash> size) {
        this.level = level;
        this.rule = rule;
        this.reader = reader;
        this.size = size;
    }

    GroupExplanation of(Profile one, Profile other) {
        List<GroupValue> mine = reader.values(level, Said.of(one));
        List<GroupValue> theirs = reader.values(level, Said.of(other));
        List<String> shared = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (GroupValue value : mine) {
            if (theirs.contains(value)) {
                Hash key = reader.key(value);
                long profiles = size.applyAsLong(key);
                if (profiles > rule.most()) {
                    reasons.add(profiles + " profiles share " + value.by() + ": more than " + rule.most()
                            + " are an institution and no " + level.word() + ".");
                } else {
                    shared.add(key.toString());
                    reasons.add("They share " + value.by() + ".");
                }
            }
        }
        List<Field> fields = fields(one, other, mine, theirs);
        if (reasons.isEmpty()) {
            reasons.add(difference(fields));
        }
        return new GroupExplanation(one.id(), other.id(), shared, reasons, fields);
    }

    private List<Field> fields(Profile one, Profile other, List<GroupValue> mine, List<GroupValue> theirs) {
        return switch (level) {
            case HOUSEHOLD -> homes(reader.home(rule, Said.of(one)), reader.home(rule, Said.of(other)));
            case ACCOUNT -> organisations(mine, theirs);
        };
    }

    private List<Field> homes(Map<String, String> one, Map<String, String> other) {
        return reader.homeFields(rule).stream()
                .map(field ->
                        new Field(field, Optional.ofNullable(one.get(field)), Optional.ofNullable(other.get(field))))
                .toList();
    }

    /** Each value of either in a line of its own: one has several, and any will do. */
    private static List<Field> organisations(List<GroupValue> mine, List<GroupValue> theirs) {
        Set<String> lines = new TreeSet<>();
        List<Field> fields = new ArrayList<>();
        for (GroupValue value :
                java.util.stream.Stream.concat(mine.stream(), theirs.stream()).toList()) {
            if (lines.add(value.by() + '\n' + value.text())) {
                Optional<String> text = Optional.of(value.text());
                fields.add(new Field(
                        value.by(),
                        text.filter(any -> mine.contains(value)),
                        text.filter(any -> theirs.contains(value))));
            }
        }
        return fields;
    }

    private String difference(List<Field> fields) {
        List<String> differing = new ArrayList<>();
        for (Field field : fields) {
            if (level == GroupLevel.HOUSEHOLD && !field.agrees()) {
                boolean said = field.one().isPresent() && field.other().isPresent();
                differing.add(field.name() + (said ? " differs" : " is not said by both"));
            }
        }
        return differing.isEmpty()
                ? "They share nothing that makes an " + level.word() + "."
                : "No shared " + level.word() + ": " + String.join(", ", differing) + ".";
    }
}
