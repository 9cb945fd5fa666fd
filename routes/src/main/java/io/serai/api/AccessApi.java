package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.ApiKey;
import io.serai.access.ApiKeys;
import io.serai.access.Caller;
import io.serai.access.NewApiKey;
import io.serai.access.Permission;
import io.serai.access.Role;
import io.serai.audit.Audit;
import io.serai.audit.AuditEntry;
import io.serai.audit.Verdict;
import io.serai.document.Durations;
import io.serai.operate.Operations;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may do what, the keys of machines, and who did what. */
final class AccessApi {
    private final Operations hub;

    AccessApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/access", Permission.HUB_READ, (request, names) -> Reply.ok(caller(request.caller()))),
                Endpoint.get("/keys", Permission.KEY_MANAGE, (request, names) -> keys()),
                Endpoint.post("/keys", Permission.KEY_MANAGE, (request, names) -> create(request)),
                Endpoint.bare(
                        "/keys/{name}/revoke",
                        Permission.KEY_MANAGE,
                        (request, names) -> revoke(request, names.get(0))),
                Endpoint.get("/audit", Permission.AUDIT_READ, (request, names) -> entries(request)),
                Endpoint.get("/audit/verify", Permission.AUDIT_READ, (request, names) -> verify()));
    }

    static ObjectNode caller(Caller caller) {
        ObjectNode json = Reply.object().put("caller", caller.name());
        words(json.putArray("permissions"), caller.permissions());
        return json;
    }

    private static void words(ArrayNode array, Collection<Permission> permissions) {
        permissions.stream().sorted().map(Permission::word).forEach(array::add);
    }

    private Reply keys() {
        ArrayNode all = Reply.NODES.arrayNode();
        hub.keys().list().forEach(key -> all.add(key(key)));
        return Reply.ok(Reply.object().set("keys", all));
    }

    private ObjectNode key(ApiKey key) {
        ObjectNode json = Reply.object()
                .put("name", key.name())
                .put("prefix", key.prefix())
                .put("role", key.role().word());
        words(json.putArray("scope"), key.scope());
        json.put("createdAt", key.createdAt().toString())
                .put("createdBy", key.createdBy())
                .put("expired", key.isExpired(hub.clock().instant()));
        key.expiresAt().ifPresent(end -> json.put("expiresAt", end.toString()));
        key.lastUsed().ifPresent(day -> json.put("lastUsed", day.toString()));
        return json;
    }

    private Reply create(Request request) {
        ObjectNode body = request.object("name", "role", "scope", "expires");
        NewApiKey wanted = new NewApiKey(
                Request.text(body, "name"),
                Role.of(Request.text(body, "role")),
                scope(body),
                Request.optionalText(body, "expires").map(AccessApi::duration));
        // Nobody hands on what they do not have.
        wanted.permissions().forEach(request.caller()::require);
        ApiKeys.Made made = hub.keys().create(wanted, request.by());
        return Reply.json(201, key(made.key()).put("key", made.secret()));
    }

    private static Set<Permission> scope(ObjectNode body) {
        JsonNode words = body.path("scope");
        if (!words.isArray() && !words.isMissingNode()) {
            throw Request.usage("The field 'scope' must be a list of permissions.");
        }
        Set<Permission> scope = new HashSet<>();
        words.forEach(word -> scope.add(Permission.of(word.asText())));
        return scope;
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .orElseThrow(() -> Request.usage("'expires' must be a length of time such as 90d."));
    }

    private Reply revoke(Request request, String name) {
        hub.keys().revoke(name, request.by());
        return Reply.done();
    }

    private Reply entries(Request request) {
        Audit.Filter filter = new Audit.Filter(
                request.parameter("actor"), request.parameter("action"), request.parameter("target"), request.before());
        List<AuditEntry> page = hub.audit().list(filter, request.limit());
        ObjectNode json = Reply.page(page, request.limit(), AuditEntry::id);
        ArrayNode entries = json.putArray("entries");
        page.forEach(entry -> entries.addObject()
                .put("id", entry.id())
                .put("at", entry.at().toString())
                .put("actor", entry.by().actor())
                .put("action", entry.action())
                .put("target", entry.target())
                .put("reason", entry.reason())
                .put("request", entry.by().request()));
        return Reply.ok(json);
    }

    private Reply verify() {
        Verdict verdict = hub.audit().verify();
        ObjectNode json = Reply.object()
                .put("whole", verdict.fault().isEmpty())
                .put("rows", verdict.rows())
                .put("head", verdict.head());
        verdict.fault().ifPresent(fault -> json.put("fault", fault));
        return Reply.ok(json);
    }
}
