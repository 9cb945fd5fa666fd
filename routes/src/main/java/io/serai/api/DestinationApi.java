package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.config.HubConfig;
import io.serai.connector.DestinationDefinition;
import io.serai.operate.Operations;
import java.util.Comparator;
import java.util.List;

/** The accounts that are sent to. */
final class DestinationApi {
    private final Operations hub;

    DestinationApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/destinations", Permission.HUB_READ, (request, names) -> list()));
    }

    private Reply list() {
        HubConfig config = hub.configuration().running();
        ArrayNode all = Reply.NODES.arrayNode();
        config.destinations().values().stream()
                .sorted(Comparator.comparing(DestinationDefinition::name))
                .forEach(destination -> {
                    ObjectNode one = all.addObject()
                            .put("name", destination.name())
                            .put("connector", destination.connector().name());
                    ArrayNode syncs = one.putArray("usedBySyncs");
                    config.syncs().values().stream()
                            .filter(sync -> sync.destination().equals(destination.name()))
                            .map(sync -> sync.name())
                            .sorted()
                            .forEach(syncs::add);
                });
        return Reply.ok(Reply.object().set("destinations", all));
    }
}
