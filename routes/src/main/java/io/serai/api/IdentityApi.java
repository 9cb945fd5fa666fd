package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.identity.Composition;
import io.serai.identity.Explanation;
import io.serai.identity.IdentityLog;
import io.serai.identity.PairExplanation;
import io.serai.identity.Resolution;
import io.serai.identity.Reviews;
import io.serai.match.Waterfall;
import io.serai.operate.Operations;
import io.serai.profile.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why records are one person or not, possible matches to decide, and what another threshold would make of a profile. */
final class IdentityApi {
    private final Operations hub;

    IdentityApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/identity/pairs/{one}/{other}",
                        Permission.PEOPLE_READ,
                        (request, names) -> why(request, names.get(0), names.get(1))),
                Endpoint.post(
                        "/identity/pairs/{one}/{other}/decide",
                        Permission.PEOPLE_DECIDE,
                        (request, names) -> decide(request, names.get(0), names.get(1))),
                Endpoint.get("/identity/changes", Permission.PEOPLE_READ, (request, names) -> changes(request)),
                Endpoint.get("/identity/review", Permission.PEOPLE_READ, (request, names) -> review(request)),
                Endpoint.get(
                        "/identity/profiles/{id}/composition",
                        Permission.PEOPLE_READ,
                        (request, names) -> how(id(names))),
                Endpoint.get(
                        "/identity/profiles/{id}/what-if",
                        Permission.PEOPLE_READ,
                        (request, names) -> whatIf(request, id(names))));
    }

    private static long id(List<String> names) {
        return Request.number("id", names.get(0));
    }

    private Reply why(Request request, String one, String other) {
        PairExplanation pair =
                hub.core().matchExplainer().why(Request.number("one", one), Request.number("other", other));
        boolean reveal = Reveal.allowed(hub, request, "explanation of records " + pair.one() + " and " + pair.other());
        return Reply.ok(pair(pair, reveal));
    }

    /** Two records, and why they are one person or not. */
    static ObjectNode pair(PairExplanation pair, boolean reveal) {
        ObjectNode json = Reply.object();
        json.putObject("one").put("subject", pair.one()).put("profile", pair.profile());
        json.putObject("other").put("subject", pair.other()).put("profile", pair.otherProfile());
        json.put("onePerson", pair.isOnePerson());
        ArrayNode reasons = json.putArray("reasons");
        pair.reasons().forEach(reasons::add);
        ArrayNode shared = json.putArray("shared");
        pair.shared()
                .forEach(value -> shared.addObject()
                        .put("namespace", value.namespace())
                        .put("value", reveal ? value.value() : Mask.of(value.value()))
                        .put("generic", value.isGeneric()));
        pair.decision().ifPresent(kind -> json.put("decision", kind));
        pair.comparison().ifPresent(weighed -> json.set("comparison", comparison(weighed)));
        return json;
    }

    private static ObjectNode comparison(PairExplanation.Comparison weighed) {
        Waterfall waterfall = weighed.waterfall();
        ObjectNode json = Reply.object()
                .put("weight", waterfall.weight())
                .put("probability", waterfall.probability())
                .put("linkAt", weighed.linkAt())
                .put("reviewAt", weighed.reviewAt())
                .put("compared", weighed.isMade())
                .put("veto", waterfall.veto())
                .put("prior", waterfall.prior());
        ArrayNode bars = json.putArray("bars");
        waterfall
                .bars()
                .forEach(bar -> bars.addObject()
                        .put("field", bar.field())
                        .put("level", bar.level())
                        .put("weight", bar.weight())
                        .put("rarity", bar.rarity()));
        ArrayNode keys = json.putArray("keys");
        weighed.keys()
                .forEach(key -> keys.addObject()
                        .put("key", key.key())
                        .put("agreement", key.agreement().name().toLowerCase(Locale.ROOT)));
        return json;
    }

    private Reply decide(Request request, String one, String other) {
        ObjectNode body = request.object("verdict", "reason");
        String word = Request.text(body, "verdict");
        Reviews.Verdict verdict = Arrays.stream(Reviews.Verdict.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> Request.usage("The field 'verdict' must be accept, refuse or defer."));
        Resolution resolution = hub.core()
                .decider()
                .decide(
                        Request.number("one", one),
                        Request.number("other", other),
                        verdict,
                        request.by(),
                        Request.text(body, "reason"));
        return ProfileApi.changed(hub, resolution);
    }

    private Reply changes(Request request) {
        long before = request.before().orElse(0L);
        int limit = request.limit();
        List<Explanation.Lineage> page = hub.database().read(handle -> IdentityLog.page(handle, before, limit));
        ObjectNode json = Reply.page(page, limit, Explanation.Lineage::id);
        ArrayNode changes = json.putArray("changes");
        page.forEach(step -> changes.add(change(step)));
        return Reply.ok(json);
    }

    /** A merge or a split. */
    static ObjectNode change(Explanation.Lineage step) {
        ObjectNode json = Reply.object()
                .put("id", step.id())
                .put("at", step.at().toString())
                .put("kind", step.kind())
                .put("profileId", step.profileId())
                .put("otherId", step.otherId())
                .put("cause", step.cause());
        step.subjects().forEach(json.putArray("subjects")::add);
        return json;
    }

    private Reply review(Request request) {
        long after = request.after();
        Reviews.Page page = hub.core().reviews().list(after, request.limit());
        ObjectNode json = Reply.object().put("next", page.next());
        if (after == 0 && page.next() == 0) {
            json.put("total", page.pairs().size());
        }
        ArrayNode pairs = json.putArray("pairs");
        page.pairs()
                .forEach(pair -> pairs.addObject()
                        .put("one", pair.one())
                        .put("profile", pair.profile())
                        .put("other", pair.other())
                        .put("otherProfile", pair.otherProfile())
                        .put("weight", pair.weight()));
        return Reply.ok(json);
    }

    private Reply how(long profile) {
        Composition found = hub.core()
                .matchExplainer()
                .how(profile)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND, "There is no profile " + profile + ", or its last record is gone."));
        ObjectNode json = Reply.object().put("profileId", found.profileId());
        ArrayNode ties = json.putArray("ties");
        found.ties().forEach(tie -> ties.add(tie(tie)));
        found.weakest().ifPresent(tie -> json.set("weakest", tie(tie)));
        return Reply.ok(json);
    }

    static ObjectNode tie(Composition.Tie tie) {
        ObjectNode json =
                Reply.object().put("one", tie.one()).put("other", tie.other()).put("kind", tie.kind());
        tie.weight().ifPresent(weight -> json.put("weight", weight));
        return json;
    }

    private Reply whatIf(Request request, long profile) {
        String linkAt = request.parameter("link-at")
                .orElseThrow(() -> Request.usage("The parameter 'link-at' is missing: a weight in bits."));
        if (!linkAt.matches("-?[0-9]{1,3}(\\.[0-9]{1,6})?")) {
            throw Request.usage("'link-at' must be a weight in bits, such as 3 or -1.5.");
        }
        ObjectNode json = Reply.object().put("profileId", profile);
        ArrayNode people = json.putArray("people");
        for (List<Long> subjects : hub.core().matchExplainer().whatIf(profile, Double.parseDouble(linkAt))) {
            ArrayNode one = people.addObject().putArray("subjects");
            subjects.forEach(one::add);
        }
        return Reply.ok(json);
    }
}
