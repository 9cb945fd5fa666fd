package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Composition;
import io.serai.identity.Explanation;
import io.serai.operate.Core;
import io.serai.operate.Operations;
import io.serai.profile.Mask;
import io.serai.profile.Member;
import io.serai.profile.Profile;
import io.serai.profile.ProfilePages;
import io.serai.sync.SyncTrace;
import java.util.List;
import java.util.Optional;

/** Profiles as lists and pictures show them: many at once, how one hangs together, where one is known. */
final class ProfileListApi {
    /** More records are not compared two by two: that many pairs take too long to wait for. */
    private static final int MOST_COMPARED = 60;

    private final Operations hub;

    ProfileListApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/profiles", Permission.PEOPLE_READ, (request, names) -> list(request)),
                Endpoint.get(
                        "/profiles/{id}/graph",
                        Permission.PEOPLE_READ,
                        (request, names) -> graph(request, Request.number("id", names.get(0)))),
                Endpoint.get(
                        "/profiles/{id}/syncs",
                        Permission.PEOPLE_READ,
                        (request, names) -> syncs(Request.number("id", names.get(0)))));
    }

    private Reply list(Request request) {
        Core core = hub.core();
        Optional<ProfilePages.Filter> filter = filter(request);
        int limit = request.limit();
        ProfilePages pages =
                new ProfilePages(core.identity().schema(), core.identity().profiles());
        ProfilePages.Page page =
                hub.database().read(handle -> pages.page(handle, request.parameter("after"), filter, limit));
        boolean reveal = Reveal.allowed(
                hub,
                request,
                "profiles " + page.profiles().stream().map(Profile::id).toList());
        ObjectNode json = Reply.object();
        ArrayNode all = json.putArray("profiles");
        page.profiles().forEach(profile -> all.add(summary(profile, reveal)));
        page.next().ifPresent(next -> json.put("next", next));
        return Reply.ok(json);
    }

    private static Optional<ProfilePages.Filter> filter(Request request) {
        Optional<String> trait = request.parameter("trait");
        Optional<String> value = request.parameter("value");
        Optional<String> prefix = request.parameter("prefix");
        boolean one = value.isPresent() != prefix.isPresent();
        if (trait.isPresent() ? !one : value.isPresent() || prefix.isPresent()) {
            throw Request.usage("A filter is 'trait' with either 'value' or 'prefix'.");
        }
        return trait.map(
                name -> new ProfilePages.Filter(name, value.or(() -> prefix).orElse(""), prefix.isPresent()));
    }

    private ObjectNode summary(Profile profile, boolean reveal) {
        ObjectNode json = Reply.object().put("id", profile.id());
        ObjectNode traits = json.putObject("traits");
        profile.traits().forEach((name, value) -> {
            boolean pii = hub.core()
                    .identity()
                    .schema()
                    .trait(name)
                    .map(trait -> trait.pii())
                    .orElse(true);
            traits.set(name, pii && !reveal ? Reply.NODES.textNode(Mask.of(value)) : Render.value(value));
        });
        ObjectNode identifiers = json.putObject("identifiers");
        profile.identifiers().forEach((namespace, values) -> {
            ArrayNode all = identifiers.putArray(namespace);
            values.forEach(value -> all.add(reveal ? value : Mask.of(value)));
        });
        ObjectNode consents = json.putObject("consents");
        profile.consents().forEach((purpose, consent) -> consents.put(purpose, Render.word(consent)));
        return json.put("firstSeen", profile.firstSeen().toString())
                .put("lastSeen", profile.lastSeen().toString())
                .put("subjects", profile.subjects());
    }

    private static SeraiException missing(long id) {
        return new SeraiException(ErrorCode.NOT_FOUND, "There is no profile " + id + ", or its last record is gone.");
    }

    private Reply graph(Request request, long id) {
        Explanation found = hub.core().explainer().explain(id).orElseThrow(() -> missing(id));
        boolean reveal = Reveal.allowed(hub, request, "graph of profile " + id);
        ObjectNode json = Reply.object().put("profileId", found.profileId());
        ArrayNode subjects = json.putArray("subjects");
        for (Member member : found.members()) {
            String key = member.state().key();
            subjects.addObject()
                    .put("subject", member.id())
                    .put("source", member.source())
                    .put("stream", member.stream())
                    .put("key", reveal ? key : Mask.of(key));
        }
        ArrayNode identifiers = json.putArray("identifiers");
        for (Explanation.Link link : found.links()) {
            if (!link.value().isEmpty()) {
                ArrayNode holders = identifiers
                        .addObject()
                        .put("namespace", link.namespace())
                        .put("value", reveal ? link.value() : Mask.of(link.value()))
                        .putArray("subjects");
                link.subjects().forEach(holders::add);
            }
        }
        boolean compared = found.members().size() <= MOST_COMPARED;
        ArrayNode edges = json.put("compared", compared).putArray("edges");
        if (compared) {
            hub.core().matchExplainer().how(id).map(Composition::ties).orElse(List.of()).stream()
                    .map(IdentityApi::tie)
                    .forEach(edges::add);
        }
        return Reply.ok(json);
    }

    private Reply syncs(long id) {
        Core core = hub.core();
        Profile profile = hub.database()
                .read(handle -> core.identity().profiles().find(handle, id))
                .orElseThrow(() -> missing(id));
        ArrayNode all = Reply.NODES.arrayNode();
        for (SyncTrace trace : core.syncs().traces(profile.identifiers())) {
            ObjectNode json = SyncApi.record(trace.record());
            all.add(json.put("sync", trace.sync()).put("destination", trace.destination()));
        }
        return Reply.ok(Reply.object().set("syncs", all));
    }
}
