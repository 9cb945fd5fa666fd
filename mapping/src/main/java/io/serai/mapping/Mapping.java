package io.serai.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.document.Node;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.mapping.MappingOutcome.Invalid;
import io.serai.mapping.MappingOutcome.Mapped;
import io.serai.normalise.Normalised;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawRecord;
import io.serai.record.CanonicalRecord;
import io.serai.record.Consent;
import io.serai.record.EventRecord;
import io.serai.record.IdentifierValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A compiled mapping definition. {@link #map} is a pure function: the same record gives the same outcome, whatever the
 * record is there is one, and it never throws. Immutable and thread-safe.
 */
public final class Mapping {
    /** What a mapping is made of; the reader fills it. */
    record Parts(
            String name,
            Optional<Path> each,
            Field key,
            Optional<Field> observedAt,
            Optional<Field> deleted,
            List<Identifier> identifiers,
            List<Target> traits,
            List<Target> consents,
            List<EventMapping> events,
            List<Node> tests) {}

    /** A namespace's field, and whether its values add to earlier ones. */
    record Identifier(Target target, boolean accumulates) {}

    private static final IdentifierValues NO_VALUES = new IdentifierValues(List.of(), false);

    private final Parts parts;

    Mapping(Parts parts) {
        this.parts = parts;
    }

    public String name() {
        return parts.name();
    }

    /** The inline tests, for {@link MappingTests}. */
    List<Node> tests() {
        return parts.tests();
    }

    /** The paths read, as written; what expressions read is not among them. */
    public Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        parts.each().ifPresent(path -> fields.add(path.written()));
        parts.key().extractor().addFields(fields);
        parts.observedAt().ifPresent(field -> field.extractor().addFields(fields));
        parts.deleted().ifPresent(field -> field.extractor().addFields(fields));
        parts.identifiers()
                .forEach(identifier -> identifier.target().field().extractor().addFields(fields));
        parts.traits().forEach(trait -> trait.field().extractor().addFields(fields));
        parts.consents().forEach(consent -> consent.field().extractor().addFields(fields));
        for (EventMapping event : parts.events()) {
            event.each().ifPresent(path -> fields.add(path.written()));
            event.type().addFields(fields);
            event.id().extractor().addFields(fields);
            event.time().ifPresent(field -> field.extractor().addFields(fields));
            event.filter().ifPresent(filter -> filter.field().addFields(fields));
            event.properties()
                    .values()
                    .forEach(properties -> properties.forEach(
                            property -> property.field().extractor().addFields(fields)));
        }
        return fields;
    }

    /** The names of the record's own fields that {@link #fields} begin with. */
    public Set<String> topFields() {
        return fields().stream()
                .map(path -> path.split("[.\\[]", 2)[0])
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public MappingOutcome map(RawRecord record) {
        try {
            return parts.each().isEmpty()
                    ? mapOne(Scope.of(record))
                    : mapEach(Scope.of(record), parts.each().get());
        } catch (SeraiException e) {
            // Outside a field, only an expression that picks a type or region can fail.
            return new Invalid(e.code(), "", String.valueOf(e.getMessage()));
        }
    }

    private MappingOutcome mapOne(Scope scope) {
        List<CanonicalRecord> records = new ArrayList<>(1);
        Optional<Invalid> wrong = addRecord(scope, records);
        return wrong.isPresent() ? wrong.get() : new Mapped(records);
    }

    private MappingOutcome mapEach(Scope scope, Path each) {
        JsonNode array = each.read(scope);
        if (Raw.isNothing(array)) {
            return new Mapped(List.of());
        }
        if (!array.isArray()) {
            return new Invalid(ErrorCode.FIELD_INVALID, "each", "is no array");
        }
        List<CanonicalRecord> records = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            Optional<Invalid> wrong = addRecord(scope.child(new JsonRecord(element)), records);
            if (wrong.isPresent()) {
                return wrong.get();
            }
        }
        return new Mapped(records);
    }

    private Optional<Invalid> addRecord(Scope scope, List<CanonicalRecord> records) {
        Normalised key = parts.key().read(scope);
        if (!(key instanceof Normalised.Valid validKey)) {
            return Optional.of(Target.problem(parts.key(), key));
        }
        Normalised observed = parts.observedAt().map(field -> field.read(scope)).orElse(Normalised.ABSENT);
        if (observed instanceof Normalised.Invalid) {
            return Optional.of(Target.problem(parts.observedAt().orElseThrow(), observed));
        }
        Normalised deleted = parts.deleted().map(field -> field.read(scope)).orElse(Normalised.ABSENT);
        if (deleted instanceof Normalised.Invalid) {
            return Optional.of(Target.problem(parts.deleted().orElseThrow(), deleted));
        }
        Optional<Instant> observedAt =
                observed instanceof Normalised.Valid valid ? Optional.of((Instant) valid.value()) : Optional.empty();
        Map<String, IdentifierValues> identifiers = new LinkedHashMap<>();
        Map<String, Optional<Object>> traits = new HashMap<>();
        Map<String, Optional<Consent>> consents = new LinkedHashMap<>();
        List<EventRecord> events = new ArrayList<>(parts.events().size());
        Optional<Invalid> wrong = addIdentifiers(scope, identifiers)
                .or(() -> addTraits(scope, traits))
                .or(() -> addConsents(scope, consents))
                .or(() -> addEvents(scope, observedAt, events));
        if (wrong.isEmpty()) {
            records.add(new CanonicalRecord(
                    (String) validKey.value(),
                    observedAt,
                    deleted instanceof Normalised.Valid valid && (Boolean) valid.value(),
                    identifiers,
                    traits,
                    consents,
                    events));
        }
        return wrong;
    }

    private Optional<Invalid> addIdentifiers(Scope scope, Map<String, IdentifierValues> identifiers) {
        for (Identifier identifier : parts.identifiers()) {
            Target target = identifier.target();
            Normalised result = target.field().read(scope);
            if (result instanceof Normalised.Invalid) {
                return Optional.of(Target.problem(target.field(), result));
            }
            if (result instanceof Normalised.Valid valid) {
                identifiers.put(target.name(), new IdentifierValues(texts(valid.value()), identifier.accumulates()));
            } else if (result instanceof Normalised.Empty && !identifier.accumulates()) {
                identifiers.put(target.name(), NO_VALUES);
            }
        }
        return Optional.empty();
    }

    /** A field that takes many has a list of texts. */
    @SuppressWarnings("unchecked")
    private static List<String> texts(Object value) {
        return (List<String>) value;
    }

    private Optional<Invalid> addTraits(Scope scope, Map<String, Optional<Object>> traits) {
        for (Target trait : parts.traits()) {
            Normalised result = trait.field().read(scope);
            if (result instanceof Normalised.Invalid) {
                return Optional.of(Target.problem(trait.field(), result));
            }
            if (result instanceof Normalised.Valid valid) {
                traits.put(trait.name(), Optional.of(valid.value()));
            } else if (result instanceof Normalised.Empty) {
                traits.put(trait.name(), Optional.empty());
            }
        }
        return Optional.empty();
    }

    private Optional<Invalid> addConsents(Scope scope, Map<String, Optional<Consent>> consents) {
        for (Target purpose : parts.consents()) {
            Normalised result = purpose.field().read(scope);
            if (result instanceof Normalised.Invalid) {
                return Optional.of(Target.problem(purpose.field(), result));
            }
            if (result instanceof Normalised.Valid valid) {
                consents.put(purpose.name(), Optional.of((Consent) valid.value()));
            } else if (result instanceof Normalised.Empty) {
                consents.put(purpose.name(), Optional.empty());
            }
        }
        return Optional.empty();
    }

    private Optional<Invalid> addEvents(Scope scope, Optional<Instant> observedAt, List<EventRecord> events) {
        for (EventMapping event : parts.events()) {
            Optional<Invalid> wrong = event.addEvents(scope, observedAt, events);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }
}
