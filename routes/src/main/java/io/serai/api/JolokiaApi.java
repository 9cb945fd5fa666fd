package io.serai.api;

import io.serai.access.Permission;
import io.serai.jmx.Jolokia;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
                new Endpoint(
                        "POST", PATH, Permission.JMX_USE, (request, names) -> reply(jolokia.answer(request.body()))));
    }

    private static Reply reply(String json) {
        return Reply.whole(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
}
