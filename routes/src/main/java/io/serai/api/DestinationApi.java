package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.operate.Status;
import java.util.List;

/** The accounts that are sent to. */
final class DestinationApi {
    private final Status status;

    DestinationApi(Status status) {
        this.status = status;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/destinations", Permission.HUB_READ, (request, names) -> list()));
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        status.destinations().forEach(destination -> {
            ObjectNode one = all.addObject()
                    .put("name", destination.name())
                    .put("connector", destination.connector())
                    .put("state", destination.state());
            ArrayNode syncs = one.putArray("usedBySyncs");
            destination.syncs().forEach(syncs::add);
            destination.failure().ifPresent(run -> one.set("failure", Render.run(run)));
        });
        return Reply.ok(Reply.object().set("destinations", all));
    }
}
