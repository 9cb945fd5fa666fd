package io.serai.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.error.ErrorCode;
import io.serai.mapping.MappingOutcome.Invalid;
import io.serai.normalise.Normalised;
import io.serai.raw.JsonRecord;
import io.serai.record.EventRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One entry under {@code events}: none, one or several events of a record. Immutable and thread-safe.
 *
 * @param each the nested array of which every element is an event; empty if the record is the event
 * @param types the event type for the text read by {@code type}; a text not in it is no event
 * @param time empty if events happen when the record was observed
 * @param properties the properties of each type
 */
record EventMapping(
        String name,
        Optional<Path> each,
        Extractor type,
        Map<String, String> types,
        Field id,
        Optional<Field> time,
        Optional<Filter> filter,
        Map<String, List<Target>> properties) {

    /** Keeps the events whose field has one of these texts. */
    record Filter(Extractor field, Set<String> texts) {
        boolean keeps(Scope scope) {
            JsonNode raw = field.read(scope);
            return raw.isValueNode() && texts.contains(raw.asText().strip());
        }
    }

    /** Adds the record's events; empty, or the first thing wrong with them. */
    Optional<Invalid> addEvents(Scope scope, Optional<Instant> observedAt, List<EventRecord> events) {
        if (each.isEmpty()) {
            return addEvent(scope, observedAt, events);
        }
        JsonNode array = each.get().read(scope);
        if (Raw.isNothing(array)) {
            return Optional.empty();
        }
        if (!array.isArray()) {
            return Optional.of(new Invalid(ErrorCode.FIELD_INVALID, name + ".each", "is no array"));
        }
        for (JsonNode element : array) {
            Optional<Invalid> wrong = addEvent(scope.child(new JsonRecord(element)), observedAt, events);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<Invalid> addEvent(Scope scope, Optional<Instant> observedAt, List<EventRecord> events) {
        if (filter.isPresent() && !filter.get().keeps(scope)) {
            return Optional.empty();
        }
        JsonNode written = type.read(scope);
        String eventType =
                written.isValueNode() ? types.getOrDefault(written.asText().strip(), "") : "";
        if (eventType.isEmpty()) {
            return Optional.empty();
        }
        Normalised key = id.read(scope);
        if (!(key instanceof Normalised.Valid validKey)) {
            return Optional.of(Target.problem(id, key));
        }
        Normalised when = time.map(field -> field.read(scope)).orElse(Normalised.ABSENT);
        if (when instanceof Normalised.Invalid) {
            return Optional.of(Target.problem(time.orElseThrow(), when));
        }
        Optional<Instant> moment =
                when instanceof Normalised.Valid valid ? Optional.of((Instant) valid.value()) : observedAt;
        if (moment.isEmpty()) {
            return Optional.of(new Invalid(ErrorCode.FIELD_MISSING, name + ".time", "is absent or empty"));
        }
        Map<String, Object> values = new HashMap<>();
        for (Target property : properties.getOrDefault(eventType, List.of())) {
            Normalised value = property.field().read(scope);
            if (value instanceof Normalised.Invalid) {
                return Optional.of(Target.problem(property.field(), value));
            }
            if (value instanceof Normalised.Valid valid) {
                values.put(property.name(), valid.value());
            }
        }
        events.add(new EventRecord((String) validKey.value(), eventType, moment.get(), values));
        return Optional.empty();
    }
}
