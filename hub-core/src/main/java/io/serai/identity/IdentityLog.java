package io.serai.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Explanation.Lineage;
import io.serai.store.Moments;
import java.time.LocalDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Merges and splits that happened. Reads only; works on the caller's transaction. */
public final class IdentityLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            "SELECT id, changed_at, kind, profile_id, other_id, cause, moved FROM identity_change WHERE ";

    private IdentityLog() {}

    /**
     * A page of all, the newest first.
     *
     * @param before the number of the last one of the page before; 0 for the first page
     */
    public static List<Lineage> page(Handle handle, long before, int most) {
        return read(handle.createQuery(SELECT + "id < :before ORDER BY id DESC LIMIT " + most)
                .bind("before", before == 0 ? Long.MAX_VALUE : before));
    }

    /** Those of a profile, the oldest first. */
    static List<Lineage> of(Handle handle, long profileId) {
        return read(handle.createQuery(SELECT + "profile_id = :id OR other_id = :id ORDER BY id LIMIT 1000")
                .bind("id", profileId));
    }

    private static List<Lineage> read(Query query) {
        return query.map((row, context) -> new Lineage(
                        row.getLong("id"),
                        Moments.read(row.getObject("changed_at", LocalDateTime.class)),
                        row.getString("kind"),
                        row.getLong("profile_id"),
                        row.getLong("other_id"),
                        row.getString("cause"),
                        numbers(row.getString("moved"))))
                .list();
    }

    private static List<Long> numbers(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<Long>>() {});
        } catch (JsonProcessingException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "a lineage row holds no JSON array", e);
        }
    }
}
