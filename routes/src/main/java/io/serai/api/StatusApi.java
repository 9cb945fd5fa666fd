package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.audit.Act;
import io.serai.config.ConfigState;
import io.serai.operate.Attention;
import io.serai.operate.SourceStatus;
import io.serai.operate.Status;
import io.serai.run.Look;
import io.serai.segment.SegmentStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the hub stands, and its end. */
final class StatusApi {
    private static final Logger LOG = LoggerFactory.getLogger(StatusApi.class);

    private final Status status;
    private final Attention attention;
    private final Runnable shutdown;

    StatusApi(Status status, Attention attention, Runnable shutdown) {
        this.status = status;
        this.attention = attention;
        this.shutdown = shutdown;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/status", Permission.HUB_READ, (request, names) -> status()),
                Endpoint.bare("/shutdown", Permission.HUB_STOP, (request, names) -> shutDown(request))
                        .told(Act.SHUTDOWN));
    }

    private Reply shutDown(Request request) {
        LOG.info("shutdown was asked for over the API by {}", request.caller().name());
        shutdown.run();
        return Reply.json(202, Reply.object());
    }

    private Reply status() {
        ConfigState config = status.configuration();
        Status.Health health = status.health();
        ObjectNode body = Reply.object()
                .put("version", status.version())
                .put("name", config.running().hub().name())
                .put("state", health.flows() ? "running" : "degraded")
                .put("ready", health.ready())
                .put("startedAt", status.startedAt().toString());
        body.putObject("store").put("version", status.storeVersion());
        body.set("attention", AttentionApi.list(attention));
        body.set("configProblems", Render.problems(config.problems()));
        body.set("sources", sources());
        body.set("segments", segments());
        body.set("syncs", syncs());
        body.putObject("deadLetters").put("open", status.openDeadLetters());
        body.put("profiles", status.profiles());
        ArrayNode pending = body.putArray("pendingApply");
        config.pending().stream().sorted().forEach(kind -> pending.add(kind.word()));
        return Reply.ok(body);
    }

    private ArrayNode sources() {
        ArrayNode all = Reply.NODES.arrayNode();
        for (SourceStatus source : status.sources()) {
            ObjectNode json = all.addObject()
                    .put("name", source.name())
                    .put("stream", source.stream())
                    .put("state", source.state());
            source.look()
                    .flatMap(Look::failure)
                    .ifPresent(failure -> json.put("errorCode", failure.code().name())
                            .put("error", String.valueOf(failure.getMessage())));
            source.lastRun().ifPresent(run -> json.set("lastRun", Render.run(run)));
        }
        return all;
    }

    private ArrayNode segments() {
        ArrayNode all = Reply.NODES.arrayNode();
        status.segments().forEach(segment -> all.add(segment(segment)));
        return all;
    }

    static ObjectNode segment(SegmentStatus segment) {
        ObjectNode json = Reply.object()
                .put("name", segment.name())
                .put("state", Render.word(segment.state()))
                .put("members", segment.members())
                .put("lag", segment.lag());
        segment.computedAt().ifPresent(at -> json.put("computedAt", at.toString()));
        segment.error()
                .ifPresent(error -> json.put("errorCode", error.code().name()).put("error", error.message()));
        return json;
    }

    private ArrayNode syncs() {
        ArrayNode all = Reply.NODES.arrayNode();
        status.syncs().forEach(sync -> all.add(SyncApi.sync(sync)));
        return all;
    }
}
