package io.serai.ingest;

import io.serai.record.CanonicalRecord;
import io.serai.record.Consent;
import io.serai.record.EventRecord;
import io.serai.record.IdentifierValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Random statements in which people share, change and lose identifiers; small pools, so that links abound. */
final class Histories {
    private final SplittableRandom random;
    private final int people;

    Histories(SplittableRandom random) {
        this(random, 60);
    }

    /** @param people about so many records in each source */
    Histories(SplittableRandom random, int people) {
        this.random = random;
        this.people = people;
    }

    /** A statement of one source. */
    record Said(String source, CanonicalRecord record) {}

    List<Said> statements(int count) {
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String source = random.nextBoolean() ? "crm" : "web";
            said.add(new Said(source, statement(source)));
        }
        return said;
    }

    private CanonicalRecord statement(String source) {
        String key = "k" + random.nextInt(people);
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(1000));
        Map<String, IdentifierValues> identifiers = new LinkedHashMap<>();
        if (random.nextInt(10) < 8) {
            identifiers.put(
                    "email",
                    values(random.nextInt(3), "user" + random.nextInt(people * 4 / 3) + "@example.com", false));
        }
        if (random.nextInt(10) < 4) {
            identifiers.put("phone", values(1, "+49301234" + (1000 + random.nextInt(people * 5 / 6)), false));
        }
        if (source.equals("crm") && random.nextInt(10) < 7) {
            identifiers.put("crm_id", values(1, "c" + key + random.nextInt(2), false));
        }
        if (random.nextInt(10) < 3) {
            identifiers.put("email", values(1, "info@shop" + random.nextInt(3) + ".example", false));
        }
        if (random.nextInt(10) < 2) {
            identifiers.put("device", values(1, "d" + random.nextInt(40), true));
        }
        Map<String, Optional<Object>> traits = new LinkedHashMap<>();
        traits.put("first_name", maybe("Name" + random.nextInt(5)));
        traits.put("city", maybe("City" + random.nextInt(3)));
        if (random.nextBoolean()) {
            traits.put("plan", maybe("plan" + random.nextInt(4)));
            traits.put("visits", maybe((long) random.nextInt(100)));
            traits.put(
                    "tags",
                    maybe(List.copyOf(new TreeSet<>(List.of("t" + random.nextInt(3), "u" + random.nextInt(3))))));
        }
        Map<String, Optional<Consent>> consents = random.nextInt(3) == 0
                ? Map.of("email_marketing", Optional.of(random.nextBoolean() ? Consent.GRANTED : Consent.DENIED))
                : Map.of();
        List<EventRecord> events = random.nextInt(4) == 0 ? List.of(event(key + at, at)) : List.of();
        if (random.nextInt(3) == 0) {
            // Others say something else of it, and at times of someone else.
            events = List.of(event("shared" + random.nextInt(12), at), event("twice", at), event("twice", at));
        }
        return new CanonicalRecord(
                key, Optional.of(at), random.nextInt(15) == 0, identifiers, traits, consents, events);
    }

    private EventRecord event(String id, Instant at) {
        Map<String, Object> properties = Map.of("revenue", new BigDecimal(random.nextInt(3)));
        return new EventRecord(id, "order_completed", at.minusSeconds(random.nextInt(2)), properties);
    }

    private IdentifierValues values(int count, String value, boolean accumulates) {
        return new IdentifierValues(count == 0 ? List.of() : List.of(value), accumulates);
    }

    private Optional<Object> maybe(Object value) {
        return random.nextInt(6) == 0 ? Optional.empty() : Optional.of(value);
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
                    !current.isEmpty() && (!current.get(0).source().equals(said.source()) || random.nextInt(20) == 0);
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
