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
    final List<Event> events = new ArrayList<>();
    boolean live = true;

    Person(long id) {
        this.id = id;
    }
}
