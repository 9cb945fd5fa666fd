package io.serai.segment;

import io.serai.record.Consent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A profile as the tests know it, beside the one in the store. */
public final class Person {
    /** One thing that happened to a person. */
    public record Event(String type, Instant time, Map<String, Object> properties) {}

    public final long id;
    public final Map<String, Object> traits = new HashMap<>();
    public final Map<String, Consent> consents = new HashMap<>();
    public final Map<String, Integer> identifiers = new HashMap<>();
    public final List<Event> events = new ArrayList<>();
    /** The streams of its two records, as {@code source.stream}. */
    public final List<String> streams = new ArrayList<>(List.of("crm.contacts", "crm.contacts"));

    public Instant firstSeen = Instant.parse("2020-01-01T00:00:00Z");
    public Instant lastSeen = firstSeen;
    public int records = 2;
    public boolean divided;
    public boolean live = true;

    public Person(long id) {
        this.id = id;
    }
}
