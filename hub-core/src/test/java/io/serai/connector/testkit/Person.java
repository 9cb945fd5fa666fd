package io.serai.connector.testkit;

import io.serai.connector.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A member as the kit knows it: only the fields that have a value. */
record Person(String email, Map<String, String> fields) {
    static final List<String> FIELDS = List.of("FNAME", "LNAME");

    static Person of(int number, String name) {
        return new Person("p" + number + "@example.com", Map.of("FNAME", name, "LNAME", "Person"));
    }

    static Person refused() {
        return new Person(DestinationFixture.REFUSED, Map.of("FNAME", "Nobody", "LNAME", "Nobody"));
    }

    static List<Person> several(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> of(i, "Name " + i)).toList();
    }

    static List<Member> members(List<Person> people) {
        return people.stream().map(Person::member).toList();
    }

    private Member member() {
        Map<String, Optional<Object>> all = new LinkedHashMap<>();
        FIELDS.forEach(field -> all.put(field, Optional.ofNullable(fields.get(field))));
        return new Member(email, all);
    }

    static Map<String, Map<String, String>> byEmail(List<Person> people) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        people.forEach(person -> all.put(person.email(), person.fields()));
        return all;
    }
}
