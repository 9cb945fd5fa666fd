package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;
import io.serai.segment.SegmentDefinition;
import io.serai.segment.SegmentExplanation;
import io.serai.segment.SegmentPreview;
import io.serai.segment.SegmentStatus;
import java.util.List;
import java.util.Optional;

/** Segments: how they stand, what they would be, why someone is in them. */
final class SegmentApi {
    private final Operations hub;

    SegmentApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/segments", Permission.HUB_READ, (request, names) -> list()),
                Endpoint.get("/segments/{name}", Permission.HUB_READ, (request, names) -> find(names.get(0))),
                Endpoint.post(
                        "/segments/{name}/preview", Permission.SEGMENT_TRY, (request, names) -> preview(names.get(0))),
                Endpoint.get(
                        "/segments/{name}/explanation/{id}",
                        Permission.PEOPLE_READ,
                        (request, names) -> explain(names.get(0), Request.number("id", names.get(1)))));
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        hub.segments().status().forEach(segment -> all.add(StatusApi.segment(segment)));
        return Reply.ok(Reply.object().set("segments", all));
    }

    private Reply find(String name) {
        SegmentDefinition definition = definition(name);
        SegmentStatus status = hub.segments().status().stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(name));
        ObjectNode json = StatusApi.segment(status);
        json.put("description", definition.description())
                .put("where", definition.where().describe());
        return Reply.ok(json);
    }

    private SegmentDefinition definition(String name) {
        return hub.configuration().running().segments().stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(name));
    }

    private static SeraiException missing(String name) {
        return new SeraiException(
                ErrorCode.NOT_FOUND, "There is no segment '" + name + "'. 'serai status' lists them.");
    }

    private Reply preview(String name) {
        return Reply.ok(preview(hub.segments().preview(definition(name), Optional.empty())));
    }

    private static ObjectNode preview(SegmentPreview preview) {
        ObjectNode json = Reply.object()
                .put("at", preview.at().toString())
                .put("members", preview.members())
                .put("profiles", preview.profiles());
        ArrayNode sample = json.putArray("sample");
        preview.sample().forEach(sample::add);
        json.set("counts", counts(preview.counts()));
        return json;
    }

    private static ObjectNode counts(SegmentPreview.Count count) {
        ObjectNode json = Reply.object().put("condition", count.condition()).put("profiles", count.profiles());
        count.left().ifPresent(left -> json.put("left", left));
        ArrayNode parts = json.putArray("parts");
        count.parts().forEach(part -> parts.add(counts(part)));
        return json;
    }

    private Reply explain(String name, long profileId) {
        SegmentExplanation explanation = hub.segments().explain(name, profileId);
        ObjectNode json = Reply.object()
                .put("segment", name)
                .put("profileId", profileId)
                .put("at", explanation.at().toString());
        explanation.memberSince().ifPresent(since -> json.put("memberSince", since.toString()));
        explanation.nextChange().ifPresent(next -> json.put("nextChange", next.toString()));
        json.set("verdict", verdict(explanation.verdict()));
        return Reply.ok(json);
    }

    private static ObjectNode verdict(SegmentExplanation.Verdict verdict) {
        ObjectNode json = Reply.object().put("condition", verdict.condition()).put("holds", verdict.holds());
        verdict.value().ifPresent(value -> json.put("value", value));
        ArrayNode parts = json.putArray("parts");
        verdict.parts().forEach(part -> parts.add(verdict(part)));
        return json;
    }
}
