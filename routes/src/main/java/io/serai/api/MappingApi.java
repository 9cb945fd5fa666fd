package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.mapping.CanonicalJson;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingOutcome;
import io.serai.mapping.MappingOutcome.Invalid;
import io.serai.mapping.MappingOutcome.Mapped;
import io.serai.operate.Operations;
import io.serai.raw.JsonRecord;
import java.util.List;
import java.util.Optional;

/** Mappings: which there are, and what one makes of a record. */
final class MappingApi {
    private final Operations hub;

    MappingApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/mappings", Permission.HUB_READ, (request, names) -> list()),
                Endpoint.post(
                        "/mappings/{name}/try",
                        Permission.SOURCE_RUN,
                        (request, names) -> attempt(request, names.get(0))));
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        hub.configuration().running().mappings().values().stream()
                .sorted(java.util.Comparator.comparing(Mapping::name))
                .forEach(mapping -> {
                    ArrayNode fields =
                            all.addObject().put("name", mapping.name()).putArray("fields");
                    mapping.fields().stream().sorted().forEach(fields::add);
                });
        return Reply.ok(Reply.object().set("mappings", all));
    }

    /** Nothing is stored, and what is answered is the caller's own. */
    private Reply attempt(Request request, String name) {
        Mapping mapping = Optional.ofNullable(
                        hub.configuration().running().mappings().get(name))
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND, "There is no mapping '" + name + "'. 'serai mapping list' has them all."));
        ObjectNode body = request.object("record");
        if (!body.path("record").isObject()) {
            throw Request.usage("The field 'record' must be one record, as an object.");
        }
        MappingOutcome outcome = mapping.map(new JsonRecord(body.path("record")));
        ObjectNode json = Reply.object();
        if (outcome instanceof Invalid invalid) {
            json.put("mapped", false)
                    .putObject("invalid")
                    .put("code", invalid.code().name())
                    .put("field", invalid.field())
                    .put("reason", invalid.reason());
        }
        if (outcome instanceof Mapped mapped) {
            ArrayNode records = json.put("mapped", true).putArray("records");
            mapped.records().forEach(record -> records.add(CanonicalJson.of(record)));
        }
        return Reply.ok(json);
    }
}
