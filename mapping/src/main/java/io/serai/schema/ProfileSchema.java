package io.serai.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What profiles are made of. Immutable; iteration is in the order of the file.
 *
 * @param defaultRegion the ISO 3166-1 alpha-2 country that phone numbers without a country code belong to
 * @param traits by name
 * @param identifiers the type of each identifier namespace
 * @param purposes the purposes consent can be given for
 * @param events the typed properties of each event type
 */
public record ProfileSchema(
        String defaultRegion,
        Map<String, TraitDefinition> traits,
        Map<String, ValueType> identifiers,
        Set<String> purposes,
        Map<String, Map<String, ValueType>> events) {
    public ProfileSchema {
        traits = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(traits));
        identifiers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(identifiers));
        purposes = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(purposes));
        events = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(events));
    }

    public Optional<TraitDefinition> trait(String name) {
        return Optional.ofNullable(traits.get(name));
    }

    public Optional<ValueType> identifier(String namespace) {
        return Optional.ofNullable(identifiers.get(namespace));
    }

    /** The type of an event's property; empty if the event or the property is not declared. */
    public Optional<ValueType> property(String event, String property) {
        return Optional.ofNullable(events.get(event)).map(properties -> properties.get(property));
    }
}
