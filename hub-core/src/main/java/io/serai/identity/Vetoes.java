package io.serai.identity;

import io.serai.match.MatchModel;
import io.serai.match.Matcher;
import io.serai.match.Person;
import io.serai.match.PersonReader;
import io.serai.match.Role;
import io.serai.profile.SubjectState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether what two subjects say rules out that they are one person. Subjects that say the same in the fields which
 * vetoes look at are of one kind, so that large groups are told apart by the few kinds in them. Not thread-safe.
 */
final class Vetoes {
    private final MatchRules rules;
    private final Matcher matcher;
    private final PersonReader reader;
    private final Set<Role> roles = new HashSet<>();
    private final boolean any;
    private final Map<Map<Role, List<String>>, Integer> kinds = new HashMap<>();
    private final List<Person> people = new ArrayList<>();
    private final Map<Long, Boolean> known = new HashMap<>();

    Vetoes(MatchRules rules) {
        this.rules = rules;
        this.any = !rules.model().vetoes().isEmpty();
        // Names may stand in each other's place, so one of them is not judged without the other.
        Set<String> fields = new HashSet<>(Set.of(Role.GIVEN_NAME.label(), Role.SURNAME.label()));
        rules.model().vetoes().forEach(veto -> fields.addAll(veto.keySet()));
        for (Role role : rules.roles().keySet()) {
            if (PersonReader.fieldsOf(Set.of(role)).stream().anyMatch(fields::contains)) {
                roles.add(role);
            }
        }
        MatchModel model = rules.model().only(fields);
        this.matcher = new Matcher(model);
        this.reader = new PersonReader(model);
    }

    /** The kind of a subject in this state. */
    int kindOf(SubjectState state) {
        Map<Role, List<String>> said = new TreeMap<>();
        if (any) {
            rules.roles().forEach((role, origin) -> {
                if (roles.contains(role)) {
                    said.put(role, FeatureReader.texts(state, origin));
                }
            });
        }
        return kinds.computeIfAbsent(said, one -> {
            people.add(reader.read(one, Map.of()));
            return people.size() - 1;
        });
    }

    /** Whether subjects of these two kinds may never be one person. */
    boolean between(int one, int other) {
        if (!any || one == other) {
            return false;
        }
        int low = Math.min(one, other);
        int high = Math.max(one, other);
        return known.computeIfAbsent(
                ((long) low << Integer.SIZE) | high, pair -> matcher.isVetoed(people.get(low), people.get(high)));
    }
}
