package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.identity.PlanDetail;
import io.serai.identity.Rebuild;
import io.serai.operate.IdentityPlan;
import io.serai.operate.Operations;
import io.serai.profile.Mask;
import java.util.List;
import java.util.Optional;

/** What changed rules would do to people, in detail. */
final class IdentityPlanApi {
    private final Operations hub;

    IdentityPlanApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.bare("/identity/plan", Permission.CONFIG_PLAN, (request, names) -> plan(request)));
    }

    private Reply plan(Request request) {
        Optional<IdentityPlan> plan = hub.changes().planIdentity();
        ObjectNode json = Reply.object().put("changed", plan.isPresent());
        if (plan.isPresent()) {
            counts(json, plan.get().effect());
            people(json, plan.get().detail(), Reveal.allowed(hub, request, "the values and pairs of a plan"));
            ArrayNode segments = json.putArray("segments");
            plan.get()
                    .segmentsByName()
                    .forEach((name, moves) -> segments.addObject()
                            .put("name", name)
                            .put("entered", moves.entered())
                            .put("exited", moves.exited()));
            ArrayNode syncs = json.putArray("syncs");
            plan.get()
                    .syncsByName()
                    .forEach((name, impact) -> syncs.addObject()
                            .put("name", name)
                            .put("added", impact.added())
                            .put("updated", impact.updated())
                            .put("removed", impact.removed()));
        }
        return Reply.ok(json);
    }

    private static void counts(ObjectNode json, Rebuild.Effect effect) {
        json.put("subjects", effect.subjects())
                .put("profiles", effect.profiles())
                .put("merged", effect.merged())
                .put("split", effect.split());
    }

    private static void people(ObjectNode json, PlanDetail detail, boolean reveal) {
        ArrayNode largest = json.putArray("largest");
        detail.largest()
                .forEach(large -> largest.addObject()
                        .put("profileId", large.profileId())
                        .put("subjects", large.subjects())
                        .put("joined", large.joined()));
        ArrayNode glue = json.putArray("glue");
        detail.glue()
                .forEach(one -> glue.addObject()
                        .put("namespace", one.namespace())
                        .put("value", reveal ? one.value() : Mask.of(one.value()))
                        .put("profiles", one.profiles()));
        ArrayNode pairs = json.putArray("pairs");
        detail.pairs().forEach(example -> {
            ObjectNode one = pairs.addObject()
                    .put("kind", Render.word(example.change().kind()))
                    .put("profileId", example.change().profileId())
                    .put("otherId", example.change().otherId());
            one.setAll(IdentityApi.pair(example.pair(), reveal));
        });
    }
}
