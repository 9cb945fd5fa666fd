package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.connector.Secret;
import io.serai.operate.Operations;
import java.util.List;

/** Secrets for definitions made over the API: given, told apart by their names, never shown. */
final class SecretApi {
    private final Operations hub;

    SecretApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/secrets", Permission.CONNECTION_DEFINE, (request, names) -> list()),
                Endpoint.put(
                        "/secrets/{name}",
                        Permission.CONNECTION_DEFINE,
                        (request, names) -> save(request, Request.name("name", names.get(0)))),
                Endpoint.delete(
                        "/secrets/{name}",
                        Permission.CONNECTION_DEFINE,
                        (request, names) -> remove(request, names.get(0))));
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        hub.configStore().secrets().forEach(secret -> {
            ObjectNode json = all.addObject()
                    .put("name", secret.name())
                    .put("version", secret.version())
                    .put("at", secret.at().toString())
                    .put("actor", secret.actor());
            ArrayNode users = json.putArray("usedBy");
            hub.configStore()
                    .naming(secret.name())
                    .forEach(item ->
                            users.addObject().put("kind", item.kind().word()).put("name", item.name()));
        });
        return Reply.ok(Reply.object().set("secrets", all));
    }

    private Reply save(Request request, String name) {
        String value = Request.text(request.object("value"), "value");
        int version = hub.saveSecret(name, new Secret(value), request.by());
        return Reply.ok(Reply.object().put("name", name).put("version", version));
    }

    private Reply remove(Request request, String name) {
        hub.configStore().removeSecret(name, request.by());
        return Reply.done();
    }
}
