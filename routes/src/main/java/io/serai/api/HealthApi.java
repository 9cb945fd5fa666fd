package io.serai.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.operate.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Liveness, readiness and metrics; for machines, without a token. */
final class HealthApi {
    private final Status status;
    private final Supplier<String> metrics;

    HealthApi(Status status, Supplier<String> metrics) {
        this.status = status;
        this.metrics = metrics;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint("GET", "/health/live", Permission.OPEN, (request, names) -> Reply.ok(word(true))),
                new Endpoint("GET", "/health/ready", Permission.OPEN, (request, names) -> ready()),
                new Endpoint("GET", "/metrics", Permission.OPEN, (request, names) -> metrics()));
    }

    private Reply ready() {
        Status.Health health = status.health();
        ObjectNode body = word(health.ready());
        ObjectNode checks = body.putObject("checks");
        health.checks()
                .forEach((name, check) -> checks.set(name, word(check.up()).put("detail", check.detail())));
        return Reply.json(health.ready() ? 200 : 503, body);
    }

    private static ObjectNode word(boolean up) {
        return Reply.object().put("status", up ? "up" : "down");
    }

    private Reply metrics() {
        byte[] text = metrics.get().getBytes(StandardCharsets.UTF_8);
        return Reply.whole(200, "text/plain; version=0.0.4; charset=utf-8", text);
    }
}
