package io.serai.connectors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connectors.http.StreamDefinition.Pass;
import io.serai.error.ErrorCode;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The records of one read: everything by a job if it is the first one and there is one, then what changed, then what is
 * gone. Each part has its own state in the cursor. Not thread-safe.
 */
final class HttpRecords implements RecordStream {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BULK = "bulk";
    private static final String READ_AT = "read_at";

    private final StreamDefinition stream;
    private final Map<String, JsonNode> settings;
    private final SourceCalls calls;
    private final ObjectNode cursor;
    private final Instant now;

    private String part;
    private Optional<PassReader> reader;
    private long position;

    HttpRecords(StreamDefinition stream, Map<String, JsonNode> settings, SourceCalls calls, Optional<String> cursor) {
        this.stream = stream;
        this.settings = settings;
        this.calls = calls;
        this.cursor = parse(cursor);
        this.now = calls.account().context().clock().instant();
        boolean first =
                stream.bulk().isPresent() && !this.cursor.has(stream.main().name());
        this.part = first ? BULK : stream.main().name();
        this.reader = Optional.of(first ? bulk() : paged(stream.main()));
    }

    private ObjectNode parse(Optional<String> text) {
        if (text.isEmpty()) {
            return JSON.createObjectNode();
        }
        try {
            if (JSON.readTree(text.get()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Falls through to the one message.
        }
        throw calls.error(ErrorCode.CURSOR_INVALID, "was read by another connector before.", SourceCalls.FROM_START);
    }

    private BulkReader bulk() {
        return new BulkReader(
                stream.bulk().orElseThrow(),
                stream.main().since().orElseThrow().format(),
                settings,
                calls,
                cursor.path(BULK));
    }

    private PagedReader paged(Pass pass) {
        return new PagedReader(pass, stream.key(), settings, calls, cursor.path(pass.name()));
    }

    @Override
    public Optional<RawItem> next() {
        while (reader.isPresent()) {
            Optional<RawItem> item = reader.get().next(position);
            if (item.isPresent()) {
                position++;
                return item;
            }
            turn(reader.get());
        }
        return Optional.empty();
    }

    /** From one part to the next. */
    private void turn(PassReader done) {
        if (done instanceof BulkReader bulk) {
            cursor.remove(BULK);
            part = stream.main().name();
            cursor.putObject(part).put("time", bulk.started().toString());
            reader = Optional.of(paged(stream.main()));
            return;
        }
        ObjectNode state = done.state();
        Optional<Pass> deletions = stream.deletions().filter(pass -> !part.equals(pass.name()));
        if (deletions.isEmpty()) {
            stream.deletions().ifPresent(pass -> state.put(READ_AT, now.toString()));
        }
        cursor.set(part, state);
        reader = deletions.filter(this::isDue).map(this::paged);
        reader.ifPresent(next -> part = deletions.orElseThrow().name());
    }

    private boolean isDue(Pass pass) {
        return Optional.ofNullable(cursor.path(pass.name()).path(READ_AT).textValue())
                .map(Instant::parse)
                .map(last -> !now.isBefore(last.plus(pass.every())))
                .orElse(true);
    }

    @Override
    public Optional<String> cursor() {
        reader.ifPresent(current -> {
            ObjectNode state = current.state();
            // What was known of it stays true until it is read to its end.
            Optional.ofNullable(cursor.path(part).get(READ_AT)).ifPresent(time -> state.set(READ_AT, time));
            if (!state.isEmpty()) {
                cursor.set(part, state);
            }
        });
        return cursor.isEmpty() ? Optional.empty() : Optional.of(cursor.toString());
    }

    @Override
    public void close() {
        reader.filter(BulkReader.class::isInstance).map(BulkReader.class::cast).ifPresent(BulkReader::close);
    }
}
