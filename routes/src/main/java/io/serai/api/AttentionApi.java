package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.serai.access.Permission;
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
        attention.list().forEach(concern -> concern.tell(all.addObject()));
        return all;
    }
}
