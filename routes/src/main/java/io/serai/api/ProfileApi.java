package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.group.GroupLevel;
import io.serai.identity.Explanation;
import io.serai.identity.Resolution;
import io.serai.identity.Shown;
import io.serai.operate.Core;
import io.serai.operate.Operations;
import io.serai.profile.Derived;
import io.serai.profile.GoldenRecord;
import io.serai.profile.Mask;
import io.serai.profile.Member;
import io.serai.profile.Timeline;
import io.serai.store.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Profiles: found, shown, explained, split and merged. Personal data shows masked unless a reason is given. */
final class ProfileApi {
    private final Operations hub;

    ProfileApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/profiles/search", Permission.PEOPLE_READ, (request, names) -> search(request)),
                Endpoint.get("/profiles/{id}", Permission.PEOPLE_READ, (request, names) -> show(request, id(names))),
                Endpoint.get(
                        "/profiles/{id}/explanation",
                        Permission.PEOPLE_READ,
                        (request, names) -> explain(request, id(names))),
                Endpoint.get(
                        "/profiles/{id}/events",
                        Permission.PEOPLE_READ,
                        (request, names) -> events(request, id(names))),
                Endpoint.post(
                        "/profiles/{id}/unmerge",
                        Permission.PEOPLE_DECIDE,
                        (request, names) -> unmerge(request, id(names))),
                Endpoint.post(
                        "/profiles/{id}/merge",
                        Permission.PEOPLE_DECIDE,
                        (request, names) -> merge(request, id(names))));
    }

    private static long id(List<String> names) {
        return Request.number("id", names.get(0));
    }

    private Reply search(Request request) {
        ObjectNode body = request.object("namespace", "value");
        Core core = hub.core();
        String namespace = Request.text(body, "namespace");
        String value = core.suppressions().normalise(namespace, Request.text(body, "value"));
        List<View> found = hub.database()
                .read(handle -> core.identity().profiles().findByIdentifier(handle, namespace, value).stream()
                        .map(id -> view(handle, id))
                        .toList());
        List<Long> ids = found.stream().map(view -> view.shown().profileId()).toList();
        boolean reveal = !ids.isEmpty() && Reveal.allowed(hub, request, "profiles " + ids);
        ArrayNode profiles = Reply.NODES.arrayNode();
        found.forEach(view -> profiles.add(profile(view, view.shown().profileId(), reveal)));
        return Reply.ok(Reply.object().set("profiles", profiles));
    }

    /** What a profile shows, its computed traits and its segments. */
    private record View(Shown shown, Derived derived) {}

    private View view(Handle handle, long live) {
        return new View(hub.core().explainer().show(handle, live), Derived.of(handle, live));
    }

    private Reply events(Request request, long id) {
        int limit = request.limit();
        List<Timeline.Entry> page = hub.database()
                .read(handle ->
                        Timeline.page(handle, id, request.parameter("type"), request.parameter("after"), limit));
        ObjectNode json = Reply.object();
        ArrayNode events = json.putArray("events");
        page.forEach(event -> events.addObject()
                .put("id", event.id())
                .put("time", event.time().toString())
                .put("type", event.type())
                .put("subject", event.subject())
                .put("source", event.source())
                .put("stream", event.stream())
                .set("properties", event.properties()));
        if (page.size() == limit) {
            json.put("next", page.get(limit - 1).id());
        }
        return Reply.ok(json);
    }

    private static SeraiException missing(long id) {
        return new SeraiException(ErrorCode.NOT_FOUND, "There is no profile " + id + ", or its last record is gone.");
    }

    private Reply show(Request request, long id) {
        View found = hub.database()
                .read(handle ->
                        hub.core().identity().profiles().resolve(handle, id).map(live -> view(handle, live)))
                .orElseThrow(() -> missing(id));
        return Reply.ok(profile(found, id, Reveal.allowed(hub, request, "profile " + id)));
    }

    private ObjectNode profile(View found, long requested, boolean reveal) {
        Shown shown = found.shown();
        GoldenRecord golden = shown.golden();
        ObjectNode json = Reply.object().put("id", shown.profileId()).put("requestedId", requested);
        json.set("traits", traits(shown, found.derived(), reveal));
        json.set("identifiers", Render.identifiers(golden.identifiers(), reveal));
        ObjectNode consents = json.putObject("consents");
        golden.consents().forEach((purpose, consent) -> consents.put(purpose, Render.word(consent)));
        json.put("firstSeen", Moments.ofMicros(golden.firstSeen()).toString());
        json.put("lastSeen", Moments.ofMicros(golden.lastSeen()).toString());
        json.put("subjects", shown.members().size());
        ArrayNode segments = json.putArray("segments");
        found.derived().segments().forEach(segments::add);
        for (GroupLevel level : GroupLevel.values()) {
            if (hub.core().groups().has(level)) {
                ArrayNode groups = json.putArray(level.plural());
                hub.core().groups().of(level, shown.profileId()).forEach(group -> groups.add(GroupApi.group(group)));
            }
        }
        return json;
    }

    private ObjectNode traits(Shown shown, Derived derived, boolean reveal) {
        ObjectNode traits = Reply.object();
        shown.golden().traits().forEach((name, winner) -> {
            ObjectNode trait = traits.putObject(name);
            trait.set("value", Render.trait(hub.core().identity().schema(), name, winner.value(), reveal));
            trait.put("source", winner.member().source())
                    .put("stream", winner.member().stream())
                    .put("subject", winner.member().id())
                    .put("observedAt", Moments.ofMicros(winner.at()).toString())
                    .put("rule", winner.rule().word())
                    .put("candidates", winner.candidates());
        });
        derived.traits().forEach((name, value) -> {
            ObjectNode trait = traits.putObject(name);
            trait.set("value", Render.value(value.value()));
            trait.put("rule", "computed").put("computedAt", value.computedAt().toString());
        });
        return traits;
    }

    private Reply explain(Request request, long id) {
        Explanation found = hub.core().explainer().explain(id).orElseThrow(() -> missing(id));
        boolean reveal = Reveal.allowed(hub, request, "explanation of profile " + id);
        ObjectNode json = Reply.object().put("profileId", found.profileId());
        ArrayNode members = json.putArray("members");
        for (Member member : found.members()) {
            String key = member.state().key();
            members.addObject()
                    .put("subject", member.id())
                    .put("source", member.source())
                    .put("stream", member.stream())
                    .put("key", reveal ? key : Mask.of(key));
        }
        ArrayNode links = json.putArray("links");
        for (Explanation.Link link : found.links()) {
            ObjectNode one = links.addObject()
                    .put("namespace", link.namespace())
                    .put("value", reveal || link.value().isEmpty() ? link.value() : Mask.of(link.value()));
            numbers(one.putArray("subjects"), link.subjects());
        }
        Derived derived = hub.database().read(handle -> Derived.of(handle, found.profileId()));
        json.set("traits", traits(found.shown(), derived, reveal));
        ArrayNode history = json.putArray("history");
        found.history().forEach(step -> history.add(IdentityApi.change(step)));
        return Reply.ok(json);
    }

    private static void numbers(ArrayNode array, List<Long> numbers) {
        numbers.forEach(array::add);
    }

    private Reply unmerge(Request request, long id) {
        ObjectNode body = request.object("subjects", "reason", "dry_run");
        if (!body.path("subjects").isArray()) {
            throw Request.usage("The field 'subjects' must be a list of subject numbers.");
        }
        List<Long> subjects = new ArrayList<>();
        body.path("subjects").forEach(subject -> {
            if (!subject.isIntegralNumber()) {
                throw Request.usage("The field 'subjects' must be a list of subject numbers.");
            }
            subjects.add(subject.asLong());
        });
        if (Request.flag(body, "dry_run")) {
            return Reply.ok(changes(hub.core().decider().foresee(id, subjects, request.by())));
        }
        return changed(hub, hub.core().decider().unmerge(id, subjects, request.by(), Request.text(body, "reason")));
    }

    private Reply merge(Request request, long id) {
        ObjectNode body = request.object("other", "reason");
        if (!body.path("other").isIntegralNumber()) {
            throw Request.usage("The field 'other' must be a profile's number.");
        }
        return changed(
                hub,
                hub.core()
                        .decider()
                        .merge(id, body.path("other").asLong(), request.by(), Request.text(body, "reason")));
    }

    /** What a decision changed. */
    static Reply changed(Operations hub, Resolution resolution) {
        hub.refresh();
        return Reply.ok(changes(resolution));
    }

    private static ObjectNode changes(Resolution resolution) {
        ObjectNode json = Reply.object();
        ArrayNode profiles = json.putArray("profiles");
        resolution.profiles().forEach(profile -> profiles.add(profile.id()));
        ObjectNode moved = json.putObject("moved");
        for (Map.Entry<Long, Long> move : resolution.moved().entrySet()) {
            moved.put(
                    Long.toString(move.getKey()),
                    Optional.ofNullable(move.getValue()).orElse(0L));
        }
        return json;
    }
}
