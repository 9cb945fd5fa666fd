package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.audit.Act;
import io.serai.audit.Origin;
import io.serai.error.ErrorCode;
import io.serai.operate.Operations;
import io.serai.operate.Status;
import io.serai.operate.SyncView;
import io.serai.operate.Syncs;
import io.serai.profile.Mask;
import io.serai.sync.Erasure;
import io.serai.sync.SyncDefinition;
import io.serai.sync.SyncPlan;
import io.serai.sync.SyncRecord;
import java.util.List;
import java.util.function.BiConsumer;

/** Syncs: how they stand, and what a person can do with them. */
final class SyncApi {
    private final Operations hub;
    private final Status status;

    SyncApi(Operations hub, Status status) {
        this.hub = hub;
        this.status = status;
    }

    List<Endpoint> endpoints() {
        Syncs syncs = hub.syncs();
        return List.of(
                Endpoint.get("/syncs", Permission.HUB_READ, (request, names) -> list()),
                Endpoint.get("/syncs/{name}", Permission.HUB_READ, (request, names) -> find(names.get(0))),
                Endpoint.get(
                        "/syncs/{name}/records",
                        Permission.PEOPLE_READ,
                        (request, names) -> records(request, names.get(0))),
                Endpoint.get(
                        "/syncs/{name}/erasures",
                        Permission.PEOPLE_READ,
                        (request, names) -> erasures(request, names.get(0))),
                Endpoint.bare(
                        "/syncs/{name}/erasures/{id}/done",
                        Permission.PEOPLE_SUPPRESS,
                        (request, names) -> erased(request, names.get(0), names.get(1))),
                Endpoint.bare(
                                "/syncs/{name}/run",
                                Permission.SYNC_RUN,
                                (request, names) -> Reply.accepted(syncs.submit(names.get(0))))
                        .told(Act.SYNC_RUN),
                Endpoint.bare("/syncs/{name}/dry-run", Permission.SYNC_RUN, (request, names) -> dryRun(names.get(0))),
                Endpoint.bare(
                        "/syncs/{name}/cancel",
                        Permission.SYNC_RUN,
                        (request, names) -> act(syncs::cancel, request, names.get(0))),
                Endpoint.bare(
                        "/syncs/{name}/pause",
                        Permission.SYNC_RUN,
                        (request, names) -> act(syncs::pause, request, names.get(0))),
                Endpoint.bare(
                        "/syncs/{name}/resume",
                        Permission.SYNC_RUN,
                        (request, names) -> act(syncs::resume, request, names.get(0))),
                Endpoint.bare(
                        "/syncs/{name}/release",
                        Permission.SYNC_RELEASE,
                        (request, names) -> act(syncs::release, request, names.get(0))));
    }

    private static Reply act(BiConsumer<String, Origin> action, Request request, String name) {
        action.accept(name, request.by());
        return Reply.done();
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        status.syncs().forEach(sync -> all.add(sync(sync)));
        return Reply.ok(Reply.object().set("syncs", all));
    }

    private Reply find(String name) {
        SyncDefinition definition = hub.syncs().definition(name);
        ObjectNode json = status.syncs().stream()
                .filter(sync -> sync.name().equals(name))
                .findFirst()
                .map(SyncApi::sync)
                .orElseGet(Reply::object);
        json.put("segment", definition.segment())
                .put("destination", definition.destination())
                .put("mode", definition.mode().word());
        definition.schedule().ifPresent(cron -> json.put("schedule", cron));
        definition.purpose().ifPresent(purpose -> json.put("purpose", purpose));
        return Reply.ok(json);
    }

    static ObjectNode sync(SyncView sync) {
        ObjectNode json = Reply.object().put("name", sync.name()).put("state", sync.state());
        sync.stored().ifPresent(stored -> {
            json.put("destination", stored.destination())
                    .put("ledger", stored.ledger())
                    .put("outbox", stored.outbox())
                    .put("jobs", stored.jobs())
                    .put("unerased", stored.unerased())
                    .put("byHand", stored.byHand());
            stored.lastRun().ifPresent(run -> {
                json.set("lastRun", Render.run(run));
                json.set("counts", Render.books(run.books()));
                run.error().ifPresent(error -> json.put("error", error));
            });
        });
        sync.erasureWaits()
                .ifPresent(waits ->
                        json.put("errorCode", ErrorCode.ERASURE_WAITS.name()).put("error", waits));
        return json;
    }

    private Reply records(Request request, String name) {
        ArrayNode all = Reply.NODES.arrayNode();
        hub.syncs()
                .records(name, request.parameter("after").orElse(""), request.limit())
                .forEach(record -> all.add(record(record)));
        return Reply.ok(Reply.object().set("records", all));
    }

    private Reply erasures(Request request, String name) {
        List<Erasure> page =
                hub.syncs().erasures(name, request.parameter("after").orElse(""), request.limit());
        boolean reveal = !page.isEmpty() && Reveal.allowed(hub, request, "who is to be erased at sync " + name);
        ArrayNode all = Reply.NODES.arrayNode();
        page.forEach(one -> all.addObject()
                .put("id", one.id())
                .put("profileId", one.profileId())
                .put("identifier", reveal ? one.identifier() : Mask.of(one.identifier()))
                .put("state", one.state())
                .put("byHand", one.byHand())
                .put("since", one.since().toString()));
        return Reply.ok(Reply.object().set("erasures", all));
    }

    private Reply erased(Request request, String name, String id) {
        hub.syncs().erased(name, id, request.by());
        return Reply.done();
    }

    static ObjectNode record(SyncRecord record) {
        ObjectNode json = Reply.object()
                .put("id", record.id())
                .put("profileId", record.profileId())
                .put("refused", record.refused())
                .put("attempts", record.attempts())
                .put("inJob", record.inJob());
        record.state().ifPresent(state -> json.put("state", state));
        record.waiting().ifPresent(operation -> json.put("waiting", operation.word()));
        record.updatedAt().ifPresent(moment -> json.put("updatedAt", moment.toString()));
        return json;
    }

    private Reply dryRun(String name) {
        SyncPlan plan = hub.syncs().dryRun(name);
        ObjectNode json = Reply.object().put("held", plan.held());
        json.set("counts", Render.books(plan.books()));
        json.put("ledger", plan.changes().ledger())
                .put("added", plan.changes().added())
                .put("updated", plan.changes().updated())
                .put("refreshed", plan.changes().refreshed())
                .put("removed", plan.changes().removed())
                .put("erased", plan.changes().erased());
        ArrayNode sample = json.putArray("sample");
        plan.changes()
                .sample()
                .forEach(change ->
                        sample.addObject().put("profileId", change.profileId()).put("kind", change.kind()));
        return Reply.ok(json);
    }
}
