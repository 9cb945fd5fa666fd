package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.operate.Operations;
import io.serai.schema.ProfileSchema;
import java.util.List;

/** What profiles are made of, for who writes a mapping, a segment or a sync. */
final class SchemaApi {
    private final Operations hub;

    SchemaApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/schema", Permission.HUB_READ, (request, names) -> Reply.ok(schema())));
    }

    private ObjectNode schema() {
        ProfileSchema schema = hub.core().identity().schema();
        ObjectNode json = Reply.object();
        ArrayNode traits = json.putArray("traits");
        schema.traits()
                .values()
                .forEach(trait -> traits.addObject()
                        .put("name", trait.name())
                        .put("type", trait.type().word())
                        .put("pii", trait.pii()));
        ArrayNode identifiers = json.putArray("identifiers");
        schema.identifiers()
                .forEach((name, type) ->
                        identifiers.addObject().put("name", name).put("type", type.word()));
        schema.purposes().forEach(json.putArray("consents")::add);
        ObjectNode events = json.putObject("events");
        schema.events().forEach((event, properties) -> {
            ObjectNode types = events.putObject(event);
            properties.forEach((property, type) -> types.put(property, type.word()));
        });
        return json;
    }
}
