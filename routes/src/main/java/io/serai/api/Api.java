package io.serai.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.error.Traces;
import io.serai.group.GroupLevel;
import io.serai.operate.Meters;
import io.serai.operate.Operations;
import io.serai.operate.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The HTTP API: finds the endpoint, checks the token, renders failures as problem documents (RFC 9457). Thread-safe. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String PREFIX = "/api/";

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final byte[] token;
    private final Meters meters;

    /**
     * @param token what requests under /api must bring as bearer token
     * @param shutdown ends the hub; returns at once
     * @param metrics all metrics in Prometheus's text form
     */
    public Api(
            Operations hub, Status status, Meters meters, String token, Runnable shutdown, Supplier<String> metrics) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.meters = meters;
        endpoints.addAll(new HealthApi(status, metrics).endpoints());
        endpoints.addAll(new StatusApi(status, shutdown).endpoints());
        endpoints.addAll(new ImportApi(hub).endpoints());
        endpoints.addAll(new ProfileApi(hub).endpoints());
        endpoints.addAll(new IdentityApi(hub).endpoints());
        endpoints.addAll(new IdentityPlanApi(hub).endpoints());
        for (GroupLevel level : GroupLevel.values()) {
            endpoints.addAll(new GroupApi(hub, level).endpoints());
        }
        endpoints.addAll(new SegmentApi(hub).endpoints());
        endpoints.addAll(new SyncApi(hub, status).endpoints());
        endpoints.addAll(new SourceApi(hub, status).endpoints());
        endpoints.addAll(new DeadLetterApi(hub).endpoints());
        endpoints.addAll(new ChangeApi(hub).endpoints());
        endpoints.addAll(new PushApi(hub).endpoints());
    }

    /** The groups of endpoints by their first path segment: the routes there must be. */
    public static List<String> groups() {
        return List.of(
                "status",
                "imports",
                "runs",
                "profiles",
                "identity",
                GroupLevel.HOUSEHOLD.plural(),
                GroupLevel.ACCOUNT.plural(),
                "segments",
                "syncs",
                "sources",
                "connectors",
                "connections",
                "dead-letters",
                "plan",
                "apply",
                "suppressions",
                "shutdown");
    }

    /** Never throws: a failure is an answer. */
    public Reply handle(Request request) {
        String requestId = UUID.randomUUID().toString();
        long start = System.nanoTime();
        try (MDC.MDCCloseable ignored = MDC.putCloseable("requestId", requestId)) {
            Reply reply = answer(request, requestId);
            meters.request(group(request.path()), reply.status(), Duration.ofNanos(System.nanoTime() - start));
            LOG.debug("{} {}", request, reply.status());
            return reply;
        }
    }

    /** A label of few values: never what a client made up. */
    private static String group(String path) {
        if (path.startsWith(PushApi.PREFIX)) {
            return "push";
        }
        String[] parts = path.split("/", -1);
        String group = path.startsWith(PREFIX) && parts.length > 3 ? parts[3] : parts.length > 1 ? parts[1] : "";
        return groups().contains(group) || group.equals("health") || group.equals("metrics") ? group : "other";
    }

    private Reply answer(Request request, String requestId) {
        try {
            authorise(request);
            return dispatch(request);
        } catch (SeraiException e) {
            if (e.code() == ErrorCode.INTERNAL) {
                LOG.error("{} failed, request {}: {}", request, requestId, Traces.withoutMessages(e));
            }
            return problem(e.code(), String.valueOf(e.getMessage()), requestId);
        } catch (RuntimeException e) {
            LOG.error("{} failed, request {}: {}", request, requestId, Traces.withoutMessages(e));
            return problem(ErrorCode.INTERNAL, "Look for the request's id in the hub's log.", requestId);
        }
    }

    private void authorise(Request request) {
        if (!request.path().startsWith(PREFIX)) {
            return;
        }
        String given = request.header("authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()).strip())
                .orElse("");
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token)) {
            throw new SeraiException(
                    ErrorCode.NOT_AUTHENTICATED,
                    "Send 'Authorization: Bearer TOKEN' with the token from api-token in the hub's data folder.");
        }
    }

    private Reply dispatch(Request request) {
        boolean known = false;
        for (Endpoint endpoint : endpoints) {
            Optional<List<String>> names = endpoint.match(request.path());
            if (names.isPresent() && endpoint.method().equals(request.method())) {
                return endpoint.handler().handle(request, names.get());
            }
            known |= names.isPresent();
        }
        throw known
                ? new SeraiException(ErrorCode.USAGE, "The method " + request.method() + " is not offered here.")
                : new SeraiException(ErrorCode.NOT_FOUND, "There is nothing at this path.");
    }

    private static Reply problem(ErrorCode code, String detail, String requestId) {
        ObjectNode problem = Reply.object()
                .put("type", "https://serai.io/errors/" + code.name())
                .put("title", code.summary())
                .put("status", status(code))
                .put("code", code.name())
                .put("detail", detail)
                .put("requestId", requestId);
        Map<String, String> headers = code.isRetriable() ? Map.of("Retry-After", "5") : Map.of();
        return new Reply(
                status(code), "application/problem+json", problem.toString().getBytes(StandardCharsets.UTF_8), headers);
    }

    private static int status(ErrorCode code) {
        if (code == ErrorCode.CONFLICT) {
            return 409;
        }
        if (code == ErrorCode.NOT_AUTHENTICATED) {
            return 401;
        }
        if (code == ErrorCode.RECORD_MALFORMED) {
            return 422;
        }
        return switch (code.type()) {
            case USER -> 400;
            case ACCESS -> 403;
            case NOT_FOUND -> 404;
            case RESOURCES -> 503;
            case EXTERNAL -> 502;
            case INTERNAL -> 500;
        };
    }
}
