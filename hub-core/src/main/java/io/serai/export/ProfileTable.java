package io.serai.export;

import io.serai.identity.Identity;
import io.serai.profile.Profile;
import io.serai.profile.ProfileStore;
import io.serai.record.Consent;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import io.serai.store.BulkQuery;
import io.serai.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Live profiles, all or a segment's, in the order of their ids. */
final class ProfileTable implements Table {
    private static final int PAGE = 2_000;
    private static final String SEGMENTS = "segments";

    private final Database database;
    private final ProfileStore profiles;
    private final Optional<Integer> segment;
    private final List<Field<Row>> fields;
    private final boolean withSegments;
    private long last;

    /** What a row is made from. */
    private record Row(Profile profile, List<String> segments) {}

    private ProfileTable(Identity identity, ProfileStore profiles, Optional<Integer> segment, List<Field<Row>> fields) {
        this.database = identity.database();
        this.profiles = profiles;
        this.segment = segment;
        this.fields = fields;
        this.withSegments =
                fields.stream().anyMatch(field -> field.column().name().equals(SEGMENTS));
    }

    /**
     * @param segment the number of the segment whose members are meant; empty for everyone
     * @param names of fields; none for all
     */
    static ProfileTable of(Identity identity, Optional<Integer> segment, List<String> names, boolean reveal) {
        List<Field<Row>> fields = fields(identity.schema()).choose(names, reveal);
        Set<String> chosen = fields.stream().map(field -> field.column().name()).collect(Collectors.toSet());
        return new ProfileTable(identity, identity.profiles(narrowed(identity.schema(), chosen)), segment, fields);
    }

    /** A name that is already a trait's is told apart by what it is. */
    private static Fields<Row> fields(ProfileSchema schema) {
        Fields<Row> fields = new Fields<>();
        fields.add(Field.open(
                "id", ValueType.WHOLE, row -> Optional.of(row.profile().id())));
        for (TraitDefinition trait : schema.traits().values()) {
            fields.add(new Field<>(
                    new Column(distinct(fields, "trait", trait.name()), trait.type()),
                    trait.pii(),
                    row -> Optional.ofNullable(row.profile().traits().get(trait.name()))));
        }
        schema.identifiers()
                .forEach((namespace, type) -> fields.add(Field.personal(
                        distinct(fields, "identifier", namespace),
                        ValueType.STRING,
                        row -> row.profile().identifier(namespace).map(value -> value))));
        for (String purpose : schema.purposes()) {
            fields.add(Field.open(
                    distinct(fields, "consent", purpose),
                    ValueType.STRING,
                    row -> Optional.ofNullable(row.profile().consents().get(purpose))
                            .map(ProfileTable::word)));
        }
        fields.add(Field.open(
                "first_seen",
                ValueType.DATETIME,
                row -> Optional.of(row.profile().firstSeen())));
        fields.add(Field.open(
                "last_seen",
                ValueType.DATETIME,
                row -> Optional.of(row.profile().lastSeen())));
        fields.add(Field.open(SEGMENTS, ValueType.LIST, row -> Optional.of(row.segments())));
        return fields;
    }

    private static String distinct(Fields<Row> fields, String kind, String name) {
        boolean taken =
                fields.has(name) || Set.of("first_seen", "last_seen", SEGMENTS).contains(name);
        return taken ? kind + ":" + name : name;
    }

    private static String word(Consent consent) {
        return consent.name().toLowerCase(Locale.ROOT);
    }

    /** So that what is not asked for is neither read nor decrypted. */
    private static ProfileSchema narrowed(ProfileSchema schema, Set<String> chosen) {
        Map<String, TraitDefinition> traits = new LinkedHashMap<>(schema.traits());
        traits.keySet().removeIf(name -> !chosen.contains(name) && !chosen.contains("trait:" + name));
        Map<String, ValueType> identifiers = new LinkedHashMap<>(schema.identifiers());
        identifiers.keySet().removeIf(name -> !chosen.contains(name) && !chosen.contains("identifier:" + name));
        return new ProfileSchema(schema.defaultRegion(), traits, identifiers, schema.purposes(), schema.events());
    }

    @Override
    public List<Column> columns() {
        return fields.stream().map(Field::column).toList();
    }

    @Override
    public List<List<Optional<Object>>> next() {
        return database.read(handle -> {
            List<Profile> page = segment.map(number -> profiles.members(handle, number, last, PAGE))
                    .orElseGet(() -> profiles.page(handle, last, PAGE));
            Map<Long, List<String>> segments = withSegments ? segments(handle, page) : Map.of();
            List<List<Optional<Object>>> rows = new ArrayList<>(page.size());
            for (Profile profile : page) {
                rows.add(Fields.row(fields, new Row(profile, segments.getOrDefault(profile.id(), List.of()))));
                last = profile.id();
            }
            return rows;
        });
    }

    private static Map<Long, List<String>> segments(Handle handle, List<Profile> page) {
        Map<Long, List<String>> segments = new HashMap<>();
        if (!page.isEmpty()) {
            BulkQuery.list(
                            handle,
                            "SELECT m.profile_id, s.name FROM membership m JOIN segment s ON s.id = m.segment_id"
                                    + " WHERE m.profile_id IN ("
                                    + BulkQuery.numbers(
                                            page.stream().map(Profile::id).toList())
                                    + ") ORDER BY m.profile_id, s.name",
                            row -> Map.entry(row.getLong(1), row.getString(2)))
                    .forEach(one -> segments.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                            .add(one.getValue()));
        }
        return segments;
    }
}
