package io.serai.api;

import io.serai.access.Permission;
import java.util.List;

/** The API's description: the one that tests hold every answer against. It tells nothing of this hub. */
final class DescriptionApi {
    private final Reply description;

    DescriptionApi(Described described) {
        this.description = Reply.whole(200, "application/yaml", described.document());
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/openapi.yaml", Permission.OPEN, (request, names) -> description));
    }
}
