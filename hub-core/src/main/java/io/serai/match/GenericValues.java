package io.serai.match;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Leaves out what should be one person's own and is everybody's: a shop's telephone number, a mailbox that nobody has.
 * A value on more records than a blocking key may be on says as little as such a key. Stateless.
 */
final class GenericValues {
    private static final Set<Comparison> OWN = EnumSet.of(Comparison.EMAIL, Comparison.PHONE, Comparison.ID);

    private GenericValues() {}

    /** The same people in the same order, without the e-mail addresses, phone and other numbers that too many have. */
    static List<Person> without(List<Person> people, MatchModel model) {
        List<Person> all = people;
        int[] own = IntStream.range(0, model.fields().size())
                .filter(field -> OWN.contains(model.fields().get(field).comparison()))
                .toArray();
        for (int field : own) {
            Set<String> generic = generic(people, field, model.keyCap());
            if (!generic.isEmpty()) {
                all = all.stream()
                        .map(person -> without(person, field, generic))
                        .toList();
            }
        }
        return all;
    }

    private static Set<String> generic(List<Person> people, int field, int cap) {
        Map<String, Integer> counts = new HashMap<>();
        for (Person person : people) {
            Value value = person.value(field);
            if (value != null) {
                value.all().forEach(one -> counts.merge(one.text(), 1, Integer::sum));
            }
        }
        counts.values().removeIf(count -> count <= cap);
        return counts.keySet();
    }

    private static Person without(Person person, int field, Set<String> generic) {
        Value value = person.value(field);
        if (value == null || value.all().stream().noneMatch(one -> generic.contains(one.text()))) {
            return person;
        }
        List<Value> kept = value.all().stream()
                .filter(one -> !generic.contains(one.text()))
                .toList();
        return person.with(field, Value.of(kept));
    }
}
