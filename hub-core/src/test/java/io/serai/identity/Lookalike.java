package io.serai.identity;

import io.serai.record.CanonicalRecord;
import io.serai.record.IdentifierValues;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random records of made-up people who are easily mistaken for each other: families at one address, twins, fathers and
 * sons of one name, couples with one mailbox; with typing errors, people who move, and records that are deleted.
 */
final class Lookalike {
    static final String SCHEMA = """
            schema: profile
            default_region: DE
            traits:
              first_name: { type: name }
              last_name: { type: name }
              born: { type: date }
              city: { type: string, survivorship: most-frequent }
              postcode: { type: string }
            identifiers: { crm_id: string, email: email, phone: phone }
            """;

    private static final List<String> GIVEN = List.of(
            "Anna",
            "Annette",
            "Jonas",
            "Jonathan",
            "Zoe",
            "Mehmet",
            "Marie",
            "Maria",
            "Paul",
            "Paula",
            "Emil",
            "Emilia");
    private static final List<String> SURNAMES =
            List.of("Mueller", "Miller", "Schmidt", "Schmitt", "Yilmaz", "Weber", "Koch", "Bauer", "Richter", "Wolf");
    private static final List<String> CITIES = List.of("Berlin", "Hamburg", "Bremen", "Leipzig");

    private final SplittableRandom random;
    private final List<Person> people = new ArrayList<>();

    private record Person(String given, String surname, LocalDate born, int home, String mailbox) {}

    /** A statement of one source. */
    record Said(String source, CanonicalRecord record) {}

    Lookalike(SplittableRandom random, int households) {
        this.random = random;
        for (int home = 0; home < households; home++) {
            String surname = pick(SURNAMES);
            LocalDate born = LocalDate.of(1940 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28));
            String given = pick(GIVEN);
            String mailbox = "home" + home + "@example.com";
            people.add(new Person(given, surname, born, home, mailbox));
            switch (random.nextInt(5)) {
                case 0 -> people.add(new Person(pick(GIVEN), surname, born, home, "twin" + home + "@example.com"));
                case 1 ->
                    people.add(new Person(given, surname, born.plusYears(28).plusDays(40), home, mailbox));
                case 2 -> people.add(new Person(pick(GIVEN), surname, born.plusDays(700), home, mailbox));
                default -> {}
            }
        }
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Statements about records of these people, many about the same record at another time. */
    List<Said> statements(int count) {
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int person = random.nextInt(people.size());
            String source = random.nextBoolean() ? "crm" : "web";
            said.add(new Said(source, statement(people.get(person), "p" + person + "-" + random.nextInt(2))));
        }
        return said;
    }

    private CanonicalRecord statement(Person person, String key) {
        Map<String, IdentifierValues> identifiers = new LinkedHashMap<>();
        identifiers.put("email", values(random.nextInt(3) > 0, person.mailbox()));
        identifiers.put("phone", values(random.nextInt(4) == 0, "+493012340" + person.home()));
        identifiers.put("crm_id", values(random.nextInt(4) == 0, "c" + person.given() + random.nextInt(3)));
        Map<String, Optional<Object>> traits = new LinkedHashMap<>();
        traits.put("first_name", maybe(12, typed(person.given())));
        traits.put("last_name", maybe(12, typed(person.surname())));
        traits.put("born", maybe(5, random.nextInt(8) == 0 ? person.born().plusDays(9) : person.born()));
        traits.put("city", maybe(6, CITIES.get(person.home() % CITIES.size())));
        traits.put("postcode", maybe(6, random.nextInt(7) == 0 ? "99999" : "1" + (1000 + person.home())));
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(100_000));
        return new CanonicalRecord(
                key, Optional.of(at), random.nextInt(12) == 0, identifiers, traits, Map.of(), List.of());
    }

    private static IdentifierValues values(boolean any, String value) {
        return new IdentifierValues(any ? List.of(value) : List.of(), false);
    }

    private Optional<Object> maybe(int of, Object value) {
        return random.nextInt(of) == 0 ? Optional.empty() : Optional.of(value);
    }

    private String typed(String name) {
        if (random.nextInt(6) > 0) {
            return name;
        }
        int at = 1 + random.nextInt(name.length() - 1);
        return name.substring(0, at) + (char) ('a' + random.nextInt(26)) + name.substring(at);
    }

    <T> List<T> shuffled(List<T> items) {
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            java.util.Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }

    /** The same statements in the same order, cut into batches of one source each at random places. */
    List<List<Said>> batches(List<Said> statements) {
        List<List<Said>> batches = new ArrayList<>();
        List<Said> current = new ArrayList<>();
        for (Said said : statements) {
            boolean cut =
                    !current.isEmpty() && (!current.get(0).source().equals(said.source()) || random.nextInt(9) == 0);
            if (cut) {
                batches.add(current);
                current = new ArrayList<>();
            }
            current.add(said);
        }
        batches.add(current);
        return batches;
    }
}
