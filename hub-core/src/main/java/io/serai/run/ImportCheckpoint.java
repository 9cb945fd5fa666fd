package io.serai.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.store.Moments;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * How far the reading of one input has come. It is committed with the records it speaks of, so that after any crash
 * the reading goes on at exactly the right record.
 *
 * @param name the stream and the input's fingerprint
 * @param runId the run that reads it
 * @param position records read so far
 * @param cursor where the source is asked to go on, if it can be asked that
 * @param done whether the input was read to its end, and nothing is left to be done about it
 * @param goneAt set when everything was read and the records that did not appear are being deleted: when they were gone
 */
public record ImportCheckpoint(
        String name, long runId, long position, Optional<String> cursor, boolean done, Optional<Instant> goneAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The stored checkpoint of this name. */
    public static Optional<ImportCheckpoint> find(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM checkpoint WHERE name = ?")
                .bind(0, name)
                .mapTo(String.class)
                .findOne()
                .map(value -> parse(name, value));
    }

    /** Those of the names whose input was read to its end. One statement: a few thousand names at most. */
    public static Set<String> done(Handle handle, Collection<String> names) {
        if (names.isEmpty()) {
            return Set.of();
        }
        return handle.createQuery("SELECT name FROM checkpoint WHERE name IN (<names>)"
                        + " AND JSON_VALUE(value, '$.done') IN ('1', 'true')")
                .bindList("names", List.copyOf(names))
                .mapTo(String.class)
                .collect(Collectors.toSet());
    }

    /** Deletes the checkpoints whose names begin so, and answers the runs that were reading then or before. */
    public static List<Long> forget(Handle handle, String prefix) {
        String like = prefix.replaceAll("[!%_]", "!$0") + "%";
        List<Long> runs = handle.createQuery(
                        "SELECT JSON_VALUE(value, '$.run') FROM checkpoint WHERE name LIKE ? ESCAPE '!' FOR UPDATE")
                .bind(0, like)
                .mapTo(Long.class)
                .list();
        handle.execute("DELETE FROM checkpoint WHERE name LIKE ? ESCAPE '!'", like);
        return runs;
    }

    private static ImportCheckpoint parse(String name, String value) {
        try {
            JsonNode json = JSON.readTree(value);
            JsonNode run = json.path("run");
            JsonNode position = json.path("position");
            if (!run.canConvertToLong() || !position.canConvertToLong() || position.asLong() < 0) {
                throw invalid(name);
            }
            return new ImportCheckpoint(
                    name,
                    run.asLong(),
                    position.asLong(),
                    Optional.ofNullable(json.path("cursor").textValue()),
                    json.path("done").asBoolean(),
                    Optional.ofNullable(json.path("gone_at").textValue()).map(Instant::parse));
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw invalid(name);
        }
    }

    /** The same, with nothing left to be done. */
    public ImportCheckpoint ended() {
        return new ImportCheckpoint(name, runId, position, cursor, true, Optional.empty());
    }

    /** The same after more records were taken in. */
    public ImportCheckpoint moved(long records) {
        return new ImportCheckpoint(name, runId, position + records, cursor, done, goneAt);
    }

    private static SeraiException invalid(String name) {
        return new SeraiException(
                ErrorCode.CHECKPOINT_INVALID,
                "The checkpoint '" + name
                        + "' is not one of an import. Delete its row to read the input from its start.");
    }

    public void write(Handle handle, Instant now) {
        ObjectNode value = JSON.createObjectNode()
                .put("run", runId)
                .put("position", position)
                .put("done", done);
        cursor.ifPresent(text -> value.put("cursor", text));
        goneAt.ifPresent(time -> value.put("gone_at", time.toString()));
        handle.execute(
                "INSERT INTO checkpoint (name, value, updated_at) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE value = VALUES(value), updated_at = VALUES(updated_at)",
                name,
                value.toString(),
                Moments.bind(now));
    }
}
