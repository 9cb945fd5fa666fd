package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.access.Permission;
import io.serai.jmx.Jolokia;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/** JMX over HTTP, for tools that speak Jolokia's protocol. */
final class JolokiaApi {
    private static final String PATH = "/jolokia";

    private final Jolokia jolokia;

    JolokiaApi(Jolokia jolokia) {
        this.jolokia = jolokia;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint("GET", PATH, Permission.JMX_USE, (request, names) -> reply(jolokia.version())),
                new Endpoint("POST", PATH, Permission.JMX_USE, (request, names) -> ask(request)));
    }

    /** Jolokia takes for granted that it is asked by one request or a list of them. */
    private Reply ask(Request request) {
        JsonNode body = request.parse();
        boolean several = body.isArray()
                && StreamSupport.stream(body.spliterator(), false).allMatch(JsonNode::isObject);
        if (!body.isObject() && !several) {
            throw Request.usage("The body must be a request of Jolokia, or a list of such.");
        }
        return reply(jolokia.answer(request.body()));
    }

    private static Reply reply(String json) {
        return Reply.whole(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
}
