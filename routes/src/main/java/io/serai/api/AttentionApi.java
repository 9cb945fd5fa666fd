package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.serai.access.Permission;
import io.serai.alert.Concern;
import io.serai.operate.Attention;
import java.util.List;

/** What needs somebody. */
final class AttentionApi {
    private final Attention attention;

    AttentionApi(Attention attention) {
        this.attention = attention;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/attention",
                Permission.HUB_READ,
                (request, names) -> Reply.ok(Reply.object().set("attention", list(attention)))));
    }

    static ArrayNode list(Attention attention) {
        ArrayNode all = Reply.NODES.arrayNode();
        attention.list().forEach(concern -> add(all, concern));
        return all;
    }

    private static void add(ArrayNode all, Concern concern) {
        all.addObject()
                .put("harm", concern.trouble().harm().word())
                .put("trouble", concern.trouble().word())
                .put("kind", concern.kind())
                .put("name", concern.name())
                .put("code", concern.code().name())
                .put("since", concern.since().toString())
                .put("message", concern.message())
                .put("cure", concern.cure())
                .put("link", concern.link());
    }
}
