package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** An answer of the API. A header may have several values, each sent as a header of its own. */
public record Reply(int status, String contentType, Body body, Map<String, List<String>> headers) {
    static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    /** What an answer consists of. */
    public sealed interface Body {}

    /** All of it. */
    public record Whole(byte[] bytes) implements Body {}

    /** More than is to be held in memory: made as it is read, which whoever brings it to the caller does and then closes it. */
    public record Streamed(InputStream bytes) implements Body {}

    static Reply whole(int status, String contentType, byte[] bytes) {
        return new Reply(status, contentType, new Whole(bytes), Map.of());
    }

    static Reply json(int status, JsonNode body) {
        return whole(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Reply ok(JsonNode body) {
        return json(200, body);
    }

    static Reply streamed(String contentType, InputStream bytes) {
        return new Reply(200, contentType, new Streamed(bytes), Map.of());
    }

    /** Work was begun that goes on; its run tells how. */
    static Reply accepted(long run) {
        return json(202, NODES.objectNode().put("run", run));
    }

    static Reply done() {
        return ok(NODES.objectNode());
    }

    /** Sends a browser on. */
    static Reply redirect(URI to) {
        return whole(302, "text/plain", new byte[0]).with("Location", to.toString());
    }

    /** The same with one more header. */
    Reply with(String header, String value) {
        Map<String, List<String>> more = new HashMap<>(headers);
        more.merge(
                header,
                List.of(value),
                (some, one) -> Stream.concat(some.stream(), one.stream()).toList());
        return new Reply(status, contentType, body, more);
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /** The answer that a page is to be put into; its {@code next} is what to ask for the page after, 0 after the last. */
    static <T> ObjectNode page(List<T> page, int limit, ToLongFunction<T> id) {
        return object().put("next", page.size() < limit ? 0 : id.applyAsLong(page.get(page.size() - 1)));
    }
}
