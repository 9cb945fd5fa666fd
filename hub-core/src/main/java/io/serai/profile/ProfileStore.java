package io.serai.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.crypto.Keyring;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.record.Consent;
import io.serai.schema.ProfileSchema;
import io.serai.schema.TraitDefinition;
import io.serai.schema.ValueType;
import io.serai.store.BulkQuery;
import io.serai.store.Moments;
import io.serai.store.PreparedQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads profiles. Immutable and thread-safe; every method works on the caller's transaction. */
public final class ProfileStore {
    /** How many holders of a value are looked at, and how many profiles of theirs are told. */
    private static final int MOST_HOLDERS = 1_000;

    private static final int MOST_FOUND = 100;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where the columns begin that not every schema has. */
    private static final int FIRST = 5;

    private final ProfileSchema schema;
    private final Keyring keyring;
    private final Vocabulary vocabulary;
    private final boolean opens;
    private final String columns;

    /** @param schema what is read; a profile has nothing that is not in it */
    public ProfileStore(ProfileSchema schema, Keyring keyring, Vocabulary vocabulary) {
        this.schema = schema;
        this.keyring = keyring;
        this.vocabulary = vocabulary;
        this.opens = !schema.identifiers().isEmpty()
                || !ProfileColumns.sealed(schema).isEmpty();
        List<String> names = new ArrayList<>(List.of("id", "first_seen", "last_seen", "subjects"));
        if (opens) {
            names.add("sealed");
        }
        ProfileColumns.open(schema).forEach(trait -> names.add(ProfileColumns.trait(trait.name())));
        schema.purposes().forEach(purpose -> names.add(ProfileColumns.consent(purpose)));
        this.columns = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** The live profiles among these ids, in the order of their ids. */
    public List<Profile> findAll(Handle handle, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return BulkQuery.list(
                handle,
                "SELECT " + columns + " FROM profile FORCE INDEX (PRIMARY) WHERE id IN (" + BulkQuery.numbers(ids)
                        + ") AND redirect_to IS NULL ORDER BY id",
                this::read);
    }

    /**
     * As {@link #findAll(Handle, Collection)}.
     *
     * @param traits whose values are brought along where the hub computes them
     */
    public List<Profile> findAll(Handle handle, Collection<Long> ids, Collection<String> traits) {
        Map<Long, Map<String, Object>> computed = ComputedValues.ofAll(handle, ids, traits);
        return findAll(handle, ids).stream()
                .map(profile -> profile.with(computed.getOrDefault(profile.id(), Map.of())))
                .toList();
    }

    /** How many live profiles have each trait that is no personal data. */
    public Map<String, Long> filled(Handle handle) {
        List<TraitDefinition> open = ProfileColumns.open(schema);
        String counts = open.stream()
                .map(trait -> ", COUNT(`" + ProfileColumns.trait(trait.name()) + "`)")
                .collect(Collectors.joining());
        return handle.createQuery("SELECT 1" + counts + " FROM profile WHERE redirect_to IS NULL")
                .map((row, context) -> {
                    Map<String, Long> filled = new LinkedHashMap<>();
                    for (int index = 0; index < open.size(); index++) {
                        filled.put(open.get(index).name(), row.getLong(index + 2));
                    }
                    return filled;
                })
                .one();
    }

    /** The live profiles of the ids after one, in the order of their ids. */
    public List<Profile> page(Handle handle, long after, int most) {
        return BulkQuery.list(
                handle,
                "SELECT " + columns + " FROM profile FORCE INDEX (PRIMARY) WHERE id > " + after
                        + " AND redirect_to IS NULL ORDER BY id LIMIT " + most,
                this::read);
    }

    /** Those of them who are in the segment of a number. */
    public List<Profile> members(Handle handle, int segment, long after, int most) {
        return BulkQuery.list(
                handle,
                "SELECT " + columns + " FROM membership STRAIGHT_JOIN profile ON id = profile_id WHERE segment_id = "
                        + segment + " AND profile_id > " + after
                        + " AND redirect_to IS NULL ORDER BY profile_id LIMIT " + most,
                this::read);
    }

    /** The live profile that an id stands for now: itself, or the one it was merged into. */
    public Optional<Profile> find(Handle handle, long id) {
        return resolve(handle, id)
                .flatMap(live -> findAll(handle, List.of(live)).stream().findFirst());
    }

    /** Follows redirects; empty if the id was never a profile's or its last record is gone. */
    public Optional<Long> resolve(Handle handle, long id) {
        long current = id;
        for (int hops = 0; hops < 100; hops++) {
            Optional<Optional<Long>> row = handle.createQuery("SELECT redirect_to FROM profile WHERE id = ?")
                    .bind(0, current)
                    .map((rs, context) -> {
                        long target = rs.getLong(1);
                        return rs.wasNull() ? Optional.<Long>empty() : Optional.of(target);
                    })
                    .findOne();
            if (row.isEmpty() || row.get().equals(Optional.of(0L))) {
                return Optional.empty();
            }
            if (row.get().isEmpty()) {
                return Optional.of(current);
            }
            current = row.get().get();
        }
        throw new SeraiException(ErrorCode.INTERNAL, "profile " + id + " redirects in a circle");
    }

    /**
     * The live profiles that hold an identifier value, already normalised; more than one if the value is generic, and then
     * those of its first holders. Without order or grouping in SQL, which cost the server a table for each look-up.
     */
    public List<Long> findByIdentifier(Handle handle, String namespace, String value) {
        return PreparedQuery.list(
                        handle,
                        "SELECT r.profile_id FROM identifier i FORCE INDEX (PRIMARY) STRAIGHT_JOIN source_record r FORCE INDEX (PRIMARY)"
                                + " ON r.id = i.subject_id WHERE i.hash = ? AND r.profile_id <> 0 LIMIT "
                                + MOST_HOLDERS,
                        row -> row.getLong(1),
                        keyring.hashIdentifier(namespace, value))
                .stream()
                .distinct()
                .sorted()
                .limit(MOST_FOUND)
                .toList();
    }

    /** By the places of {@link #columns}: looking up their names would be a fifth of an export. */
    private Profile read(ResultSet row) throws SQLException {
        int place = FIRST;
        long id = row.getLong(1);
        SealedProfile sealed = opens ? open(row.getBytes(place++), id) : new SealedProfile(Map.of(), Map.of());
        Map<String, Object> traits = new LinkedHashMap<>();
        for (TraitDefinition trait : schema.traits().values()) {
            Object value = trait.pii() ? sealed.traits().get(trait.name()) : column(row, place++, trait.type());
            if (value != null) {
                traits.put(trait.name(), value);
            }
        }
        Map<String, Consent> consents = new LinkedHashMap<>();
        for (String purpose : schema.purposes()) {
            boolean granted = row.getBoolean(place++);
            if (!row.wasNull()) {
                consents.put(purpose, granted ? Consent.GRANTED : Consent.DENIED);
            }
        }
        return new Profile(
                id,
                traits,
                sealed.identifiers(),
                consents,
                Moments.read(row.getObject(2, LocalDateTime.class)),
                Moments.read(row.getObject(3, LocalDateTime.class)),
                row.getInt(4));
    }

    private SealedProfile open(byte[] sealed, long id) {
        return SealedProfile.decode(keyring.open(sealed, Keyring.context("profile", id)), vocabulary);
    }

    /** The value in the column of a place, null if it has none. */
    static @Nullable Object column(ResultSet row, int place, ValueType type) throws SQLException {
        return switch (type) {
            case STRING, NAME, EMAIL, PHONE, COUNTRY, LANGUAGE -> row.getString(place);
            case DATE -> row.getObject(place, LocalDate.class);
            case DATETIME -> unlessAbsent(row.getObject(place, LocalDateTime.class), Moments::read);
            case WHOLE -> there(row, row.getLong(place));
            case DECIMAL, MONEY -> unlessAbsent(row.getBigDecimal(place), ValueType::canonical);
            case BOOLEAN -> there(row, row.getBoolean(place));
            case LIST -> unlessAbsent(row.getString(place), ProfileStore::list);
        };
    }

    private static @Nullable Object there(ResultSet row, Object read) throws SQLException {
        return row.wasNull() ? null : read;
    }

    private static <T> @Nullable Object unlessAbsent(@Nullable T read, Function<T, Object> canonical) {
        return read == null ? null : canonical.apply(read);
    }

    private static List<String> list(String json) {
        try {
            return List.copyOf(JSON.readValue(json, new TypeReference<List<String>>() {}));
        } catch (JsonProcessingException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "a list column holds no JSON array", e);
        }
    }
}
