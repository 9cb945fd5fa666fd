package io.serai.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What happened to a profile: the events of its records. Reads only; works on the caller's transaction. */
public final class Timeline {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private Timeline() {}

    /**
     * One thing that happened.
     *
     * @param id tells it apart, in hexadecimal
     * @param subject the record it hangs on
     */
    public record Entry(
            String id, Instant time, String type, long subject, String source, String stream, JsonNode properties) {}

    /**
     * A page of events, the latest first.
     *
     * @param type only events of this type
     * @param after the id of the last one of the page before
     * @throws SeraiException USAGE if the id is none
     */
    public static List<Entry> page(
            Handle handle, long profileId, Optional<String> type, Optional<String> after, int most) {
        String sql = "SELECT e.id, e.time, e.type, e.subject_id, s.source, s.name, e.properties FROM source_record r"
                + " STRAIGHT_JOIN event e ON e.subject_id = r.id JOIN stream s ON s.id = r.stream_id"
                + " WHERE r.profile_id = :profile AND (:type IS NULL OR e.type = CONVERT(:type USING ascii))"
                + " AND (:after IS NULL OR (e.time, e.id) < (SELECT l.time, l.id FROM event l WHERE l.id = :after))"
                + " ORDER BY e.time DESC, e.id DESC LIMIT " + most;
        return handle.createQuery(sql)
                .bind("profile", profileId)
                .bind("type", type.orElse(null))
                .bind("after", after.map(Timeline::bytes).orElse(null))
                .map((row, context) -> entry(row))
                .list();
    }

    private static byte[] bytes(String id) {
        if (!id.matches("[0-9a-f]{32}")) {
            throw new SeraiException(ErrorCode.USAGE, "'after' must be the id of an event of the page before.");
        }
        return HexFormat.of().parseHex(id);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                HexFormat.of().formatHex(row.getBytes("id")),
                Moments.read(row.getObject("time", LocalDateTime.class)),
                row.getString("type"),
                row.getLong("subject_id"),
                row.getString("source"),
                row.getString("name"),
                properties(row.getString("properties")));
    }

    private static JsonNode properties(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "the stored properties of an event are no JSON");
        }
    }
}
