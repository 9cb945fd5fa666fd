package io.serai.faults;

import io.serai.faults.People.Row;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be stored and delivered after these rows, however often and in whatever order they came. */
record Model(Set<Person> people, long records, long events) {
    /** A profile: its records' keys, its address if any, and what is true of it now. */
    record Person(Set<String> records, String email, String name, String country, boolean consents) {}

    static Model of(Collection<Row> rows) {
        Map<String, Row> latest = new TreeMap<>();
        rows.forEach(row -> latest.merge(row.id(), row, (a, b) -> a.version() > b.version() ? a : b));
        Map<String, Set<Row>> groups = new HashMap<>();
        for (Row row : latest.values()) {
            Set<Row> group = new HashSet<>(Set.of(row));
            keys(row).forEach(key -> group.addAll(groups.getOrDefault(key, Set.of())));
            group.forEach(member -> keys(member).forEach(key -> groups.put(key, group)));
        }
        Set<Person> people = groups.values().stream().map(Model::person).collect(Collectors.toSet());
        long events = rows.stream().map(Row::version).distinct().count();
        return new Model(people, latest.size(), events);
    }

    private static Stream<String> keys(Row row) {
        return Stream.of("id " + row.id(), "email " + row.email(), "login " + row.login())
                .filter(key -> !key.endsWith(" "));
    }

    private static Person person(Set<Row> rows) {
        Row newest = rows.stream().max(Comparator.comparingInt(Row::version)).orElseThrow();
        Set<String> ids = rows.stream().map(Row::id).collect(Collectors.toCollection(TreeSet::new));
        String email = rows.stream().map(Row::email).max(String::compareTo).orElseThrow();
        return new Person(
                ids, email, newest.name(), newest.country(), rows.stream().allMatch(Row::consents));
    }

    /** Who must be at the destination, by address, with the name. */
    Map<String, String> members() {
        return people.stream()
                .filter(person -> person.country().equals("DE") && person.consents())
                .filter(person -> !person.email().isEmpty() && !person.email().endsWith("@refused.example"))
                .collect(Collectors.toMap(Person::email, Person::name));
    }
}
