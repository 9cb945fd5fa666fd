package io.serai.profile;

import io.serai.crypto.Hash;
import io.serai.crypto.Keyring;
import io.serai.store.BulkQuery;
import io.serai.store.BulkQuery.RowReader;
import io.serai.store.PreparedQuery;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Reads subjects in bulk: every method is a few statements for any number of keys, which are looked up in their index's
 * order. The index is named, because the server's statistics lag behind bulk loads and would choose whole-table scans.
 * Thread-safe; works on the caller's transaction.
 */
public final class SubjectStore {
    private static final int KEYS_A_STATEMENT = 4_000;

    /** What makes a {@link Stored}. */
    private static final String STORED = "SELECT id, record_key, profile_id, stream_id, state FROM ";

    private final Keyring keyring;
    private final Vocabulary vocabulary;
    private final Streams streams;

    public SubjectStore(Keyring keyring, Vocabulary vocabulary, Streams streams) {
        this.keyring = keyring;
        this.vocabulary = vocabulary;
        this.streams = streams;
    }

    /** What is known of a stored subject without opening its state. */
    public record Head(long id, Hash recordKey, long profileId, long contentHash) {}

    /** A stored subject and the profile it belongs to; 0 when it is deleted. */
    public record Stored(Member member, long profileId) {}

    /** One holder of an identifier value. */
    public record Holder(Hash hash, long subjectId, long profileId) {}

    /** The stored subjects among these keys. */
    public Map<Hash, Head> heads(Handle handle, Collection<Hash> recordKeys) {
        List<Head> found = lookUp(
                handle,
                recordKeys,
                "SELECT id, record_key, profile_id, content_hash FROM source_record FORCE INDEX (record_key) WHERE record_key IN (",
                row -> new Head(row.getLong(1), Hash.of(row.getBytes(2)), row.getLong(3), row.getLong(4)));
        Map<Hash, Head> heads = new HashMap<>(2 * found.size());
        found.forEach(head -> heads.put(head.recordKey(), head));
        return heads;
    }

    /** Who holds these values. In two steps, for most of the values a person is known by lead to the same few subjects. */
    public List<Holder> holders(Handle handle, Collection<Hash> identifiers) {
        List<Holding> holdings = lookUp(
                handle,
                identifiers,
                "SELECT hash, subject_id FROM identifier FORCE INDEX (PRIMARY) WHERE hash IN (",
                row -> new Holding(Hash.of(row.getBytes(1)), row.getLong(2)));
        Map<Long, Long> profiles = new HashMap<>();
        byNumber(
                        handle,
                        holdings.stream().map(Holding::subjectId).toList(),
                        "SELECT id, profile_id FROM source_record FORCE INDEX (PRIMARY) WHERE id IN (",
                        row -> Map.entry(row.getLong(1), row.getLong(2)))
                .forEach(home -> profiles.put(home.getKey(), home.getValue()));
        List<Holder> holders = new ArrayList<>(holdings.size());
        for (Holding holding : holdings) {
            Long profile = profiles.get(holding.subjectId());
            if (profile != null) {
                holders.add(new Holder(holding.hash(), holding.subjectId(), profile));
            }
        }
        return holders;
    }

    private record Holding(Hash hash, long subjectId) {}

    /** How many subjects hold a value, counted no further than {@code most}. */
    public int countHolders(Handle handle, Hash identifier, int most) {
        return BulkQuery.list(
                        handle,
                        "SELECT COUNT(*) FROM (SELECT 1 FROM identifier WHERE hash = "
                                + BulkQuery.hash(identifier.bytes()) + " LIMIT " + most + ") some",
                        row -> row.getInt(1))
                .get(0);
    }

    /** The live profiles of these subjects. */
    public Set<Long> profilesOf(Handle handle, Collection<Long> subjectIds) {
        return profiles(
                handle,
                subjectIds,
                "SELECT DISTINCT r.profile_id FROM source_record r FORCE INDEX (PRIMARY)"
                        + " WHERE r.profile_id <> 0 AND r.id IN (",
                ")");
    }

    /** The live profiles that several of these subjects are in, or that are cut off from others. */
    public Set<Long> profilesLinkedThrough(Handle handle, Collection<Long> subjectIds) {
        return profiles(
                handle,
                subjectIds,
                "SELECT r.profile_id FROM source_record r FORCE INDEX (PRIMARY) STRAIGHT_JOIN profile p"
                        + " FORCE INDEX (PRIMARY) ON p.id = r.profile_id WHERE r.profile_id <> 0 AND r.id IN (",
                ") GROUP BY r.profile_id HAVING COUNT(*) > 1 OR MAX(p.divided)");
    }

    private static Set<Long> profiles(Handle handle, Collection<Long> subjectIds, String head, String tail) {
        return subjectIds.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        BulkQuery.list(handle, head + BulkQuery.numbers(subjectIds) + tail, row -> row.getLong(1)));
    }

    /** The hashes among these that are in a table's key column. */
    public Set<Hash> present(Handle handle, Collection<Hash> hashes, String table, String column) {
        return new HashSet<>(lookUp(
                handle,
                hashes,
                "SELECT " + column + " FROM " + table + " WHERE " + column + " IN (",
                row -> Hash.of(row.getBytes(1))));
    }

    /** All live subjects of these profiles. */
    public List<Stored> ofProfiles(Handle handle, Collection<Long> profileIds) {
        return whole(handle, "profile_id", "profile_id", profileIds);
    }

    /** The subjects of one profile: what is asked most often. */
    public List<Stored> ofProfile(Handle handle, long profileId) {
        return PreparedQuery.list(
                handle,
                STORED + "source_record FORCE INDEX (profile_id) WHERE profile_id = ?",
                this::stored,
                profileId);
    }

    /** The stored subjects with these numbers, deleted ones too. */
    public List<Stored> ofIds(Handle handle, Collection<Long> subjectIds) {
        return whole(handle, "PRIMARY", "id", subjectIds);
    }

    /** Up to {@code limit} subjects with numbers above {@code after}, by number: for passes over the whole store. */
    public List<Stored> page(Handle handle, long after, int limit) {
        return handle.createQuery(STORED + "source_record" + " WHERE id > ? ORDER BY id LIMIT " + limit)
                .bind(0, after)
                .map((row, context) -> stored(row))
                .list();
    }

    /** The profiles among these that a limit or a decision cut off from others. */
    public Set<Long> divided(Handle handle, Collection<Long> profileIds) {
        return new HashSet<>(byNumber(
                handle,
                profileIds,
                "SELECT id FROM profile FORCE INDEX (PRIMARY) WHERE divided AND id IN (",
                row -> row.getLong(1)));
    }

    private List<Stored> whole(Handle handle, String index, String column, Collection<Long> numbers) {
        String select = STORED + "source_record FORCE INDEX (" + index + ") WHERE " + column + " IN (";
        return byNumber(handle, numbers, select, this::stored);
    }

    /** As {@link #lookUp}, by numbers. */
    private static <T> List<T> byNumber(Handle handle, Collection<Long> numbers, String select, RowReader<T> reader) {
        List<T> found = new ArrayList<>();
        List<Long> sorted = numbers.stream().distinct().sorted().toList();
        for (int from = 0; from < sorted.size(); from += KEYS_A_STATEMENT) {
            List<Long> part = sorted.subList(from, Math.min(sorted.size(), from + KEYS_A_STATEMENT));
            found.addAll(BulkQuery.list(handle, select + BulkQuery.numbers(part) + ")", reader));
        }
        return found;
    }

    private Stored stored(ResultSet row) throws SQLException {
        Hash recordKey = Hash.of(row.getBytes("record_key"));
        Streams.StreamName stream = streams.nameOf(row.getInt("stream_id"));
        SubjectState state = open(row.getBytes("state"), recordKey);
        return new Stored(
                new Member(row.getLong("id"), recordKey, stream.source(), stream.stream(), state),
                row.getLong("profile_id"));
    }

    /** The sealed bytes of a state. */
    public byte[] seal(SubjectState state, Hash recordKey) {
        return seal(state.encode(vocabulary), recordKey);
    }

    /** As {@link #seal(SubjectState, Hash)}, of a state already encoded. */
    public byte[] seal(byte[] encoded, Hash recordKey) {
        return keyring.seal(encoded, context(recordKey));
    }

    private SubjectState open(byte[] sealed, Hash recordKey) {
        return SubjectState.decode(keyring.open(sealed, context(recordKey)), vocabulary);
    }

    /** The record key, not the number, because a record is sealed before it has one. */
    private static byte[] context(Hash recordKey) {
        byte[] table = "source_record".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(table.length + Keyring.HASH_BYTES)
                .put(table)
                .put(recordKey.bytes())
                .array();
    }

    /**
     * Rows by any number of keys.
     *
     * @param select ends with {@code IN (}
     */
    public static <T> List<T> lookUp(Handle handle, Collection<Hash> hashes, String select, RowReader<T> reader) {
        List<T> found = new ArrayList<>();
        List<Hash> sorted = sorted(hashes);
        for (int from = 0; from < sorted.size(); from += KEYS_A_STATEMENT) {
            List<Hash> part = sorted.subList(from, Math.min(sorted.size(), from + KEYS_A_STATEMENT));
            StringBuilder sql = new StringBuilder(select.length() + 35 * part.size()).append(select);
            for (Hash hash : part) {
                hash.appendTo(sql.append("0x"));
                sql.append(',');
            }
            sql.setCharAt(sql.length() - 1, ')');
            found.addAll(BulkQuery.list(handle, sql.toString(), reader));
        }
        return found;
    }

    /** Each once, in the order of the index. */
    private static List<Hash> sorted(Collection<Hash> hashes) {
        List<Hash> sorted = new ArrayList<>(hashes);
        sorted.sort(null);
        List<Hash> once = new ArrayList<>(sorted.size());
        for (Hash hash : sorted) {
            if (once.isEmpty() || !once.get(once.size() - 1).equals(hash)) {
                once.add(hash);
            }
        }
        return once;
    }
}
