package io.serai.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what two records say rules out that they are one person. Records that say the same in the fields which vetoes
 * look at are of one kind, so that large groups are told apart by the few kinds in them. Not thread-safe.
 */
public final class Vetoes {
    private final int[] places;
    private final boolean any;
    private final Matcher matcher;
    private final Map<List<@Nullable Value>, Integer> kinds = new HashMap<>();
    private final List<Person> people = new ArrayList<>();
    private final Map<Long, Boolean> known = new HashMap<>();

    public Vetoes(MatchModel model) {
        this.any = !model.vetoes().isEmpty();
        // Names may stand in each other's place, so one of them is not judged without the other.
        Set<String> fields = new HashSet<>(Set.of(Role.GIVEN_NAME.label(), Role.SURNAME.label()));
        model.vetoes().forEach(veto -> fields.addAll(veto.keySet()));
        List<String> names = model.names();
        this.places = IntStream.range(0, any ? names.size() : 0)
                .filter(place -> fields.contains(names.get(place)))
                .toArray();
        this.matcher = new Matcher(model.only(fields));
    }

    /**
     * The kind of a record.
     *
     * @param person as it was read for the model
     */
    public int kindOf(Person person) {
        @Nullable Value[] said = new Value[places.length];
        for (int place = 0; place < places.length; place++) {
            said[place] = person.value(places[place]);
        }
        return kinds.computeIfAbsent(Arrays.asList(said), one -> {
            people.add(new Person(said));
            return people.size() - 1;
        });
    }

    /** Whether records of these two kinds may never be one person. */
    public boolean between(int one, int other) {
        if (!any || one == other) {
            return false;
        }
        int low = Math.min(one, other);
        int high = Math.max(one, other);
        return known.computeIfAbsent(
                ((long) low << Integer.SIZE) | high, pair -> matcher.isVetoed(people.get(low), people.get(high)));
    }
}
