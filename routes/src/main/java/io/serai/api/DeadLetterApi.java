package io.serai.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.audit.Act;
import io.serai.ingest.DeadLetter;
import io.serai.ingest.DeadLetters;
import io.serai.operate.Operations;
import io.serai.operate.Retries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Dead letters: looked at, tried again, discarded. */
final class DeadLetterApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operations hub;

    DeadLetterApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/dead-letters", Permission.PEOPLE_READ, (request, names) -> list(request)),
                Endpoint.get(
                        "/dead-letters/{id}", Permission.PEOPLE_READ, (request, names) -> find(request, names.get(0))),
                Endpoint.post("/dead-letters/retry", Permission.LETTER_HANDLE, (request, names) -> retryAll(request))
                        .told(Act.RETRY),
                Endpoint.bare(
                                "/dead-letters/{id}/retry",
                                Permission.LETTER_HANDLE,
                                (request, names) -> retry(names.get(0)))
                        .told(Act.RETRY),
                Endpoint.post(
                        "/dead-letters/{id}/discard",
                        Permission.LETTER_HANDLE,
                        (request, names) -> discard(request, names.get(0))));
    }

    private DeadLetters letters() {
        return hub.core().deadLetters();
    }

    private Reply list(Request request) {
        DeadLetters.Filter filter = new DeadLetters.Filter(
                request.parameter("stage"), request.parameter("name"), request.parameter("state"));
        long after = request.after();
        ArrayNode all = Reply.NODES.arrayNode();
        letters().list(filter, after, request.limit()).forEach(letter -> all.add(letter(letter)));
        return Reply.ok(Reply.object().set("deadLetters", all));
    }

    private static ObjectNode letter(DeadLetter letter) {
        return Reply.object()
                .put("id", letter.id())
                .put("runId", letter.runId())
                .put("stage", letter.stage())
                .put("name", letter.name())
                .put("position", letter.position())
                .put("code", letter.code())
                .put("field", letter.field())
                .put("reason", letter.reason())
                .put("state", letter.state())
                .put("attempts", letter.attempts())
                .put("createdAt", letter.createdAt().toString())
                .put("updatedAt", letter.updatedAt().toString());
    }

    private DeadLetter require(String id) {
        return letters().require(Request.number("id", id));
    }

    private Reply find(Request request, String id) {
        DeadLetter letter = require(id);
        ObjectNode json = letter(letter);
        if (Reveal.allowed(hub, request, "dead letter " + letter.id())) {
            byte[] payload = letters().payload(letter);
            try {
                json.set("payload", JSON.readTree(payload));
            } catch (IOException e) {
                json.put("payload", new String(payload, StandardCharsets.UTF_8));
            }
        }
        return Reply.ok(json);
    }

    private Reply retry(String id) {
        return retried(new Retries(hub).one(require(id)));
    }

    private Reply retryAll(Request request) {
        ObjectNode body = request.object("stage", "name");
        Optional<String> stage = Request.optionalText(body, "stage");
        if (stage.filter(word -> !Set.of("import", "sync").contains(word)).isPresent()) {
            throw Request.usage("'stage' must be import or sync.");
        }
        return retried(new Retries(hub).all(stage, Request.optionalText(body, "name")));
    }

    private static Reply retried(Retries.Outcome outcome) {
        ObjectNode json = Reply.object().put("retried", outcome.retried()).put("open", outcome.open());
        ArrayNode runs = json.putArray("runs");
        outcome.runs().forEach(runs::add);
        return Reply.ok(json);
    }

    private Reply discard(Request request, String id) {
        String reason = Request.text(request.object("reason"), "reason");
        letters().discard(Request.number("id", id), reason, request.by());
        return Reply.done();
    }
}
