package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of the API. */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply ok(JsonNode body) {
        return json(200, body);
    }

    /** Work was begun that goes on; its run tells how. */
    static Reply accepted(long run) {
        return json(202, NODES.objectNode().put("run", run));
    }

    static Reply done() {
        return ok(NODES.objectNode());
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }
}
