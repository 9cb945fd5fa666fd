package io.serai.segment;

import io.serai.record.Consent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A profile as the tests know it, beside the one in the store. */
final class Person {
    /** One thing that happened to a person. */
    record Event(String type, Instant time, Map<String, Object> properties) {}

    final long id;
    final Map<String, Object> traits = new HashMap<>();
    final Map<String, Consent> consents = new HashMap<>();
    final Map<String, Integer> identifiers = new HashMap<>();
    final List<Event> events = new ArrayList<>();
    /** The streams of its two records, as {@code source.stream}. */
    final List<String> streams = new ArrayList<>(List.of("crm.contacts", "crm.contacts"));

    Instant firstSeen = Instant.parse("2020-01-01T00:00:00Z");
    Instant lastSeen = firstSeen;
    int records = 2;
    boolean divided;
    boolean live = true;

    Person(long id) {
        this.id = id;
    }
}
