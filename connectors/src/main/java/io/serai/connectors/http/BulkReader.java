package io.serai.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connector.Transport;
import io.serai.connectors.http.StreamDefinition.Bulk;
import io.serai.connectors.http.StreamDefinition.Call;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the source make everything ready and fetches it part by part, one part in memory at a time. Its state names the
 * job and the part, so that an interrupted read goes on with the same job. Not thread-safe.
 */
final class BulkReader implements PassReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Bulk bulk;
    private final Moments format;
    private final Map<String, JsonNode> settings;
    private final SourceCalls calls;

    private String job;
    private String started;
    private String part;
    private String nextPart;
    private boolean ready;
    private Optional<RecordStream> rows = Optional.empty();
    /** The part being read has more. */
    private boolean ended;

    private boolean resumed;

    BulkReader(Bulk bulk, Moments format, Map<String, JsonNode> settings, SourceCalls calls, JsonNode state) {
        this.bulk = bulk;
        this.format = format;
        this.settings = settings;
        this.calls = calls;
        this.job = state.path("job").asText("");
        this.started = state.path("started").asText("");
        this.part = state.path("part").asText("");
        this.nextPart = part;
        this.resumed = !job.isEmpty();
    }

    @Override
    public Optional<RawItem> next(long position) {
        while (true) {
            if (rows.isPresent()) {
                Optional<RawItem> row = rows.get().next();
                if (row.isPresent()) {
                    return row.map(item -> at(position, item));
                }
                rows.get().close();
                rows = Optional.empty();
                part = nextPart;
                ended = nextPart.isEmpty();
            }
            if (ended) {
                return Optional.empty();
            }
            open();
        }
    }

    private static RawItem at(long position, RawItem item) {
        if (item instanceof RawItem.Unreadable bad) {
            return new RawItem.Unreadable(position, bad.code(), bad.reason(), bad.raw());
        }
        return new RawItem.Read(position, ((RawItem.Read) item).record());
    }

    private void open() {
        try {
            prepare();
            Transport.Response answer = calls.raw(ask(bulk.results()));
            nextPart = answer.header(bulk.locator())
                    .filter(locator -> !locator.equals("null"))
                    .orElse("");
            if (!nextPart.isEmpty() && nextPart.equals(part)) {
                throw calls.error(
                        ErrorCode.SOURCE_UNINTELLIGIBLE,
                        "leads from one part of a job to the same part.",
                        "It is asked again later.");
            }
            rows = Optional.of(
                    Formats.open(new ByteArrayInputStream(answer.body()), "part.csv", FormatOptions.DEFAULT));
        } catch (SeraiException e) {
            boolean forgotten = e.code() == ErrorCode.CONFIG_INVALID || e.code() == ErrorCode.CURSOR_INVALID;
            if (!forgotten || !resumed) {
                throw e;
            }
            // The job of an earlier read is gone: begin anew.
            resumed = false;
            job = "";
            part = "";
            nextPart = "";
        }
    }

    private void prepare() {
        if (job.isEmpty()) {
            JsonNode made = calls.json(ask(bulk.create()), Set.of()).body();
            job = text(bulk.id(), made);
            started = format.read(bulk.started().in(made))
                    .orElseThrow(() -> unintelligible(bulk.started()))
                    .toString();
            ready = false;
        }
        Duration waited = Duration.ZERO;
        while (!ready) {
            String status =
                    text(bulk.status(), calls.json(ask(bulk.poll()), Set.of()).body());
            if (bulk.failed().contains(status)) {
                job = "";
                throw calls.error(
                        ErrorCode.SOURCE_FAILED, "could not finish a job.", "A new one is made with the next look.");
            }
            ready = bulk.done().contains(status);
            if (!ready) {
                waited = waited.plus(bulk.every());
                if (waited.compareTo(bulk.most()) > 0 || !pause()) {
                    throw calls.error(
                            ErrorCode.SOURCE_BUSY,
                            "takes too long over a job.",
                            "A new one is made with the next look.");
                }
            }
        }
    }

    private boolean pause() {
        try {
            calls.account().context().pauser().pause(bulk.every());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String text(At at, JsonNode body) {
        String text = at.text(body);
        if (text.isEmpty()) {
            throw unintelligible(at);
        }
        return text;
    }

    private SeraiException unintelligible(At at) {
        return calls.error(
                ErrorCode.SOURCE_UNINTELLIGIBLE,
                "answers about a job without '" + at.name() + "'.",
                "It is asked again; check its version if it stays so.");
    }

    private SourceCalls.Ask ask(Call call) {
        Map<String, JsonNode> values = new HashMap<>(settings);
        values.put("job", JSON.textNode(job));
        if (!nextPart.isEmpty()) {
            values.put("page", JSON.textNode(nextPart));
        }
        return calls.ask(call, Scope.of(values));
    }

    /** The time to go on from once the job is read. */
    Instant started() {
        return Instant.parse(started);
    }

    @Override
    public ObjectNode state() {
        ObjectNode state = JSON.objectNode();
        if (!job.isEmpty()) {
            state.put("job", job).put("started", started);
            if (!part.isEmpty()) {
                state.put("part", part);
            }
        }
        return state;
    }

    void close() {
        rows.ifPresent(RecordStream::close);
    }
}
