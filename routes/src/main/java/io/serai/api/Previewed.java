package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.operate.Operations;
import io.serai.profile.Profile;
import io.serai.schema.ProfileSchema;
import io.serai.segment.SegmentDefinition;
import io.serai.segment.SegmentPreview;
import java.util.List;

/** Previews of segments as answers. Who its sample are shows as profiles do, to those who may see them. */
final class Previewed {
    private Previewed() {}

    static Reply reply(Operations hub, Request request, SegmentDefinition definition) {
        List<String> overlap = request.parameter("overlap")
                .map(names -> List.of(names.split(",", -1)))
                .orElse(List.of());
        SegmentPreview preview = hub.segments().preview(definition, request.parameter("id"), overlap);
        ObjectNode json = Reply.object()
                .put("at", preview.at().toString())
                .put("members", preview.members())
                .put("profiles", preview.profiles());
        json.set("sample", sample(hub, request, preview.sample()));
        json.set("counts", counts(preview.counts()));
        ArrayNode overlaps = json.putArray("overlaps");
        preview.overlaps().forEach(other -> overlaps.add(overlap(other)));
        return Reply.ok(json);
    }

    private static ArrayNode sample(Operations hub, Request request, List<Long> ids) {
        ArrayNode sample = Reply.NODES.arrayNode();
        if (!request.caller().may(Permission.PEOPLE_READ)) {
            ids.forEach(id -> sample.addObject().put("id", id));
            return sample;
        }
        boolean reveal = Reveal.allowed(hub, request, "profiles " + ids);
        ProfileSchema schema = hub.core().identity().schema();
        hub.database()
                .read(handle -> hub.core().identity().profiles().findAll(handle, ids))
                .forEach(profile -> sample.add(member(schema, profile, reveal)));
        return sample;
    }

    private static ObjectNode member(ProfileSchema schema, Profile profile, boolean reveal) {
        ObjectNode json = Reply.object().put("id", profile.id());
        ObjectNode traits = json.putObject("traits");
        profile.traits().forEach((name, value) -> traits.set(name, Render.trait(schema, name, value, reveal)));
        json.set("identifiers", Render.identifiers(profile.identifiers(), reveal));
        return json;
    }

    private static ObjectNode counts(SegmentPreview.Count count) {
        ObjectNode json = Reply.object().put("condition", count.condition()).put("profiles", count.profiles());
        count.left().ifPresent(left -> json.put("left", left));
        ArrayNode parts = json.putArray("parts");
        count.parts().forEach(part -> parts.add(counts(part)));
        return json;
    }

    private static ObjectNode overlap(SegmentPreview.Overlap other) {
        ObjectNode json = Reply.object().put("segment", other.segment());
        other.computedAt().ifPresent(at -> json.put("computedAt", at.toString()));
        return json.put("members", other.members()).put("both", other.both());
    }
}
