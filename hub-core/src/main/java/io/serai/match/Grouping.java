package io.serai.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which records belong together, as somebody says: a hub, another tool, or whoever knows the truth. Each record is in one
 * group. Takes memory in proportion to the records. Not thread-safe.
 */
public final class Grouping {
    private final Map<String, Integer> groups = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /**
     * @param record the record's key
     * @param group what those that belong together have in common; any text
     * @return false if the record is in a group already; nothing changes then
     */
    public boolean add(String record, String group) {
        if (groups.containsKey(record)) {
            return false;
        }
        groups.put(record, numbers.computeIfAbsent(group, this::number));
        return true;
    }

    private int number(String name) {
        names.add(name);
        return names.size() - 1;
    }

    /** The keys of all records, in the order in which they were added. */
    Iterable<String> records() {
        return groups.keySet();
    }

    /** The group of a record, counted from 0. */
    Optional<Integer> group(String record) {
        return Optional.ofNullable(groups.get(record));
    }

    String name(int group) {
        return names.get(group);
    }

    /** How many groups there are. */
    int size() {
        return names.size();
    }
}
