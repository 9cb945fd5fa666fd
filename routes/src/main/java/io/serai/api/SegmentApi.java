package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;
import io.serai.segment.SegmentDefinition;
import io.serai.segment.SegmentExplanation;
import io.serai.segment.SegmentHistory;
import io.serai.segment.SegmentStatus;
import java.util.List;

/** Segments: how they stand, what they would be, why someone is in them. */
final class SegmentApi {
    private final Operations hub;
    private final SegmentHistory history;

    SegmentApi(Operations hub) {
        this.hub = hub;
        this.history = new SegmentHistory(hub.database());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/segments", Permission.HUB_READ, (request, names) -> list()),
                Endpoint.get("/segments/{name}", Permission.HUB_READ, (request, names) -> find(names.get(0))),
                Endpoint.bare(
                        "/segments/{name}/preview",
                        Permission.SEGMENT_TRY,
                        (request, names) -> Previewed.reply(hub, request, definition(names.get(0)))),
                Endpoint.get(
                        "/segments/{name}/explanation/{id}",
                        Permission.PEOPLE_READ,
                        (request, names) -> explain(names.get(0), Request.number("id", names.get(1)))),
                Endpoint.get(
                        "/segments/{name}/members",
                        Permission.PEOPLE_READ,
                        (request, names) -> members(request, names.get(0))),
                Endpoint.get(
                        "/segments/{name}/changes",
                        Permission.PEOPLE_READ,
                        (request, names) -> changes(request, names.get(0))),
                Endpoint.get(
                        "/segments/{name}/days",
                        Permission.HUB_READ,
                        (request, names) -> days(names.get(0), Span.of(request))),
                Endpoint.get(
                        "/segments/{name}/flow",
                        Permission.HUB_READ,
                        (request, names) -> flow(names.get(0), Span.of(request))),
                Endpoint.get(
                        "/profiles/{id}/segments",
                        Permission.PEOPLE_READ,
                        (request, names) -> memberships(Request.number("id", names.get(0)))));
    }

    private Reply members(Request request, String name) {
        definition(name);
        int limit = request.limit();
        List<SegmentHistory.Member> members = history.members(name, request.after(), limit);
        ObjectNode json = Reply.object();
        ArrayNode all = json.putArray("members");
        members.forEach(member -> all.addObject()
                .put("profileId", member.profileId())
                .put("since", member.since().toString()));
        return Reply.ok(json.put(
                "next", members.size() < limit ? 0 : members.get(limit - 1).profileId()));
    }

    private Reply changes(Request request, String name) {
        definition(name);
        int limit = request.limit();
        List<SegmentHistory.Change> changes = history.changes(name, request.after(), limit);
        ObjectNode json = Reply.object();
        ArrayNode all = json.putArray("changes");
        changes.forEach(change -> all.addObject()
                .put("id", change.id())
                .put("profileId", change.profileId())
                .put("kind", change.entered() ? "entered" : "exited")
                .put("at", change.at().toString()));
        return Reply.ok(json.put(
                "next", changes.size() < limit ? 0 : changes.get(limit - 1).id()));
    }

    private Reply days(String name, Span span) {
        definition(name);
        ArrayNode all = Reply.NODES.arrayNode();
        history.days(name, span.first(), span.last())
                .forEach(day -> all.addObject()
                        .put("day", day.day().toString())
                        .put("entered", day.entered())
                        .put("exited", day.exited())
                        .put("members", day.members()));
        return Reply.ok(Reply.object().set("days", all));
    }

    private Reply flow(String name, Span span) {
        definition(name);
        ObjectNode json = Reply.object();
        flow(json.putArray("cameFrom"), history.entries(name, span.first(), span.last()));
        flow(json.putArray("wentTo"), history.exits(name, span.first(), span.last()));
        return Reply.ok(json);
    }

    private static void flow(ArrayNode into, List<SegmentHistory.Flow> flows) {
        flows.forEach(flow -> into.addObject().put("segment", flow.segment()).put("profiles", flow.profiles()));
    }

    private Reply memberships(long profileId) {
        ArrayNode all = Reply.NODES.arrayNode();
        history.memberships(profileId)
                .forEach(membership -> all.addObject()
                        .put("segment", membership.segment())
                        .put("since", membership.since().toString()));
        return Reply.ok(Reply.object().set("segments", all));
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
        definition.iab().ifPresent(id -> json.put("iab", id));
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
