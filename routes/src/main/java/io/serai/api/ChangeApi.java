package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.operate.Changes;
import io.serai.operate.Operations;
import io.serai.privacy.Suppressions;
import java.util.List;
import java.util.Locale;

/** What changes everyone: planned and applied configuration, and suppressions. */
final class ChangeApi {
    private final Operations hub;

    ChangeApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.bare("/plan", Permission.CONFIG_PLAN, (request, names) -> plan()),
                Endpoint.bare(
                        "/apply",
                        Permission.CONFIG_APPLY,
                        (request, names) -> Reply.accepted(hub.changes().apply(request.by()))),
                Endpoint.post("/suppressions", Permission.PEOPLE_SUPPRESS, (request, names) -> suppress(request)),
                Endpoint.post(
                        "/suppressions/remove", Permission.PEOPLE_SUPPRESS, (request, names) -> unsuppress(request)));
    }

    private Reply plan() {
        Changes.Plan plan = hub.changes().plan();
        ObjectNode json = Reply.object();
        ObjectNode identity = json.putObject("identity")
                .put("changed", plan.identity().isPresent())
                .put("profilesBefore", plan.profilesBefore());
        plan.identity().ifPresent(effect -> {
            identity.put("profiles", effect.profiles())
                    .put("merged", effect.merged())
                    .put("split", effect.split())
                    .put("largest", effect.largest());
            ArrayNode sample = identity.putArray("sample");
            effect.sample().forEach(change -> {
                ObjectNode one = sample.addObject()
                        .put("kind", Render.word(change.kind()))
                        .put("profileId", change.profileId())
                        .put("otherId", change.otherId());
                ArrayNode subjects = one.putArray("subjects");
                change.subjects().forEach(subjects::add);
            });
        });
        ArrayNode segments = json.putArray("segments");
        plan.segments()
                .forEach(segment -> segments.addObject()
                        .put("name", segment.name())
                        .put("change", segment.change())
                        .put("before", segment.before())
                        .put("after", segment.after())
                        .put("entered", segment.entered())
                        .put("exited", segment.exited()));
        ArrayNode syncs = json.putArray("syncs");
        plan.syncs()
                .forEach(sync -> syncs.addObject()
                        .put("name", sync.name())
                        .put("adds", sync.adds())
                        .put("removes", sync.removes()));
        json.set("problems", Render.problems(plan.problems()));
        return Reply.ok(json);
    }

    private Reply suppress(Request request) {
        ObjectNode body = request.object("namespace", "value", "scope", "reason");
        Suppressions.Scope scope = scope(Request.text(body, "scope"));
        String reason = Request.text(body, "reason");
        hub.core()
                .suppressions()
                .add(Request.text(body, "namespace"), Request.text(body, "value"), scope, reason, request.by());
        return Reply.done();
    }

    private static Suppressions.Scope scope(String word) {
        for (Suppressions.Scope scope : Suppressions.Scope.values()) {
            if (scope.name().toLowerCase(Locale.ROOT).equals(word)) {
                return scope;
            }
        }
        throw Request.usage("'scope' must be send or ingest.");
    }

    private Reply unsuppress(Request request) {
        ObjectNode body = request.object("namespace", "value");
        boolean removed = hub.core()
                .suppressions()
                .remove(Request.text(body, "namespace"), Request.text(body, "value"), request.by());
        return Reply.ok(Reply.object().put("removed", removed));
    }
}
