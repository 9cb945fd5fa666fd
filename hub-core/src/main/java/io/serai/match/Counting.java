package io.serai.match;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how common the values of people are. Stateless. */
final class Counting {
    private Counting() {}

    /**
     * The frequencies of every field of a model.
     *
     * @param atLeast values on fewer records than this are not named
     */
    static Map<String, Frequencies> of(List<Person> people, MatchModel model, int atLeast) {
        Map<String, Frequencies> all = new LinkedHashMap<>();
        for (int field = 0; field < model.fields().size(); field++) {
            Map<String, Integer> counts = new HashMap<>();
            long total = 0;
            for (Person person : people) {
                Value value = person.value(field);
                if (value != null) {
                    counts.merge(value.text(), 1, Integer::sum);
                    total++;
                }
            }
            if (total > 1) {
                all.put(model.fields().get(field).name(), frequencies(counts, total, atLeast));
            }
        }
        return all;
    }

    private static Frequencies frequencies(Map<String, Integer> counts, long total, int atLeast) {
        Map<String, Double> common = new HashMap<>();
        double agreeing = 0;
        long rareRecords = 0;
        long rareValues = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            double count = entry.getValue();
            agreeing += count * (count - 1);
            if (count >= atLeast) {
                common.put(entry.getKey(), count / total);
            } else {
                rareRecords += entry.getValue();
                rareValues++;
            }
        }
        double rare = rareValues == 0 ? 1.0 / total : (double) rareRecords / rareValues / total;
        double average = Math.max(agreeing / ((double) total * (total - 1)), 1.0 / total / total);
        return new Frequencies(common, rare, Math.max(average, rare * rare));
    }
}
