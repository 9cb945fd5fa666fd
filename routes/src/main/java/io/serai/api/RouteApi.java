package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.audit.Act;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Failures;
import io.serai.operate.Flow;
import io.serai.operate.FlowPicture;
import io.serai.operate.Operations;
import io.serai.operate.Rates;
import io.serai.operate.RouteFigures;
import io.serai.operate.RoutePurpose;
import io.serai.operate.Status;
import io.serai.profile.Streams.StreamName;
import java.util.List;
import java.util.Map;

/** The routes that the hub works by, and what flows where. */
final class RouteApi {
    private final Operations hub;
    private final Status status;
    private final FlowPicture picture;

    RouteApi(Operations hub, Status status, Rates rates) {
        this.hub = hub;
        this.status = status;
        this.picture = new FlowPicture(hub, status, rates);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/routes", Permission.HUB_READ, (request, names) -> list()),
                Endpoint.get("/routes/{id}", Permission.HUB_READ, (request, names) -> show(request, names.get(0))),
                Endpoint.bare(
                                "/routes/{id}/start",
                                Permission.ROUTE_RUN,
                                (request, names) -> steer(request, names.get(0), false))
                        .told(Act.ROUTE_START),
                Endpoint.bare(
                                "/routes/{id}/stop",
                                Permission.ROUTE_RUN,
                                (request, names) -> steer(request, names.get(0), true))
                        .told(Act.ROUTE_PAUSE),
                Endpoint.bare(
                                "/routes/{id}/pause",
                                Permission.ROUTE_RUN,
                                (request, names) -> steer(request, names.get(0), true))
                        .told(Act.ROUTE_PAUSE),
                Endpoint.get("/flow", Permission.HUB_READ, (request, names) -> flow()));
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        Map<RoutePurpose, String> states = status.states();
        status.routes().forEach(route -> all.add(route(route, states)));
        return Reply.ok(Reply.object().set("routes", all));
    }

    private RouteFigures find(String id) {
        return status.routes().stream()
                .filter(route -> route.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND, "There is no such route here. 'serai route list' lists them."));
    }

    private Reply show(Request request, String id) {
        RouteFigures route = find(id);
        ObjectNode json = route(route, status.states());
        ArrayNode failures = json.putArray("failures");
        hub.failures().last(id, request.limit()).forEach(failure -> failures.add(failure(failure)));
        json.set("flow", flow(picture.of(RoutePurpose.of(id))));
        return Reply.ok(json);
    }

    /** By the same operations as a pause of the source or sync, so that the store knows, and with it every hub. */
    private Reply steer(Request request, String id, boolean pause) {
        RoutePurpose purpose = RoutePurpose.of(find(id).id());
        switch (purpose.kind()) {
            case SOURCE -> {
                StreamName stream = StreamName.parse(purpose.name()).orElseThrow();
                if (pause) {
                    hub.sources().pause(stream);
                } else {
                    hub.sources().resume(stream);
                }
            }
            case SYNC -> {
                if (pause) {
                    hub.syncs().pause(purpose.name(), request.by());
                } else {
                    hub.syncs().resume(purpose.name(), request.by());
                }
            }
            case API, HUB ->
                throw Request.usage("Only routes of sources and syncs can be started, stopped and paused;"
                        + " this one the hub needs itself.");
        }
        return Reply.done();
    }

    /** A route of a source or sync stands as that does. */
    private ObjectNode route(RouteFigures route, Map<RoutePurpose, String> states) {
        RoutePurpose purpose = RoutePurpose.of(route.id());
        ObjectNode json = Reply.object()
                .put("id", route.id())
                .put("kind", Render.word(purpose.kind()))
                .put("name", purpose.name())
                .put("from", route.from())
                .put("state", states.getOrDefault(purpose, route.state()))
                .put("uptimeSeconds", route.uptime().toSeconds());
        json.putObject("exchanges")
                .put("total", route.total())
                .put("failed", hub.failures().count(route.id()))
                .put("inFlight", route.inFlight());
        json.putObject("millis")
                .put("mean", route.mean().toMillis())
                .put("last", route.last().toMillis())
                .put("max", route.max().toMillis());
        route.lastExchange().ifPresent(at -> json.put("lastExchangeAt", at.toString()));
        hub.failures().last(route.id(), 1).forEach(failure -> json.set("lastFailure", failure(failure)));
        return json;
    }

    private static ObjectNode failure(Failures.Failure failure) {
        return Reply.object()
                .put("at", failure.at().toString())
                .put("code", failure.code())
                .put("message", failure.message());
    }

    private Reply flow() {
        return Reply.ok(flow(picture.whole()));
    }

    private ObjectNode flow(Flow flow) {
        ObjectNode json = Reply.object()
                .put("at", hub.clock().instant().toString())
                .put("windowSeconds", Rates.WINDOW.toSeconds());
        ArrayNode nodes = json.putArray("nodes");
        flow.nodes().forEach(node -> {
            ObjectNode one = nodes.addObject()
                    .put("id", node.id())
                    .put("kind", node.kind())
                    .put("name", node.name())
                    .put("state", node.state());
            ObjectNode figures = one.putObject("figures");
            node.figures().forEach(figures::put);
        });
        ArrayNode edges = json.putArray("edges");
        flow.edges()
                .forEach(edge -> edges.addObject()
                        .put("from", edge.from())
                        .put("to", edge.to())
                        .put("what", edge.what())
                        .put("total", edge.reading().total())
                        .put("perSecond", edge.reading().perSecond()));
        return json;
    }
}
