package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.config.ConfigReader;
import io.serai.config.HubConfig;
import io.serai.config.Kind;
import io.serai.connector.Connector;
import io.serai.connector.Features;
import io.serai.document.Document;
import io.serai.document.ObjectShape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;
import io.serai.source.SourceKind;
import java.util.List;
import java.util.Optional;

/** One connector, for who fills in a form about it, and connections that are tried before they are saved. */
final class ConnectorApi {
    private final Operations hub;

    ConnectorApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/connectors/{name}", Permission.HUB_READ, (request, names) -> find(names.get(0))),
                Endpoint.post("/connections/try", Permission.CONNECTION_DEFINE, (request, names) -> attempt(request)));
    }

    private Reply find(String name) {
        HubConfig config = hub.configuration().running();
        Optional<Connector> connector = config.connectors().find(name);
        Optional<SourceKind> source = config.sourceKinds().stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst();
        if (connector.isEmpty() && source.isEmpty()) {
            throw new SeraiException(
                    ErrorCode.NOT_FOUND, "There is no connector of that name. GET /api/v1/connectors has them all.");
        }
        ObjectNode json = Reply.object().put("name", name);
        source.ifPresent(kind -> json.putObject("source")
                .put("example", example(Kind.SOURCE, name, kind.options()) + streams(kind.stream()))
                .put("reference", kind.reference())
                .<ObjectNode>set("options", kind.options().jsonSchema())
                .set("stream", kind.stream().jsonSchema()));
        connector.ifPresent(found -> json.set("destination", destination(found)));
        return Reply.ok(json);
    }

    private static ObjectNode destination(Connector connector) {
        ObjectNode json = Reply.object()
                .put(
                        "example",
                        example(Kind.DESTINATION, connector.name(), connector.options())
                                + required("audience", connector.audience()))
                .put("reference", connector.reference());
        json.set("options", connector.options().jsonSchema());
        json.set("audience", connector.audience().jsonSchema());
        connector.features().ifPresent(features -> json.set("capabilities", capabilities(features)));
        return json;
    }

    private static ObjectNode capabilities(Features features) {
        ObjectNode json = Reply.object();
        ArrayNode operations = json.putArray("operations");
        features.operations().stream()
                .map(operation -> operation.word())
                .sorted()
                .forEach(operations::add);
        json.put("replaces", features.replaces())
                .put("refreshes", features.refreshes())
                .put("asynchronous", features.asynchronous())
                .put("answers", Render.word(features.answers()))
                .put("maxItems", features.maxItems());
        features.rates().forEach(json.putArray("rates")::add);
        features.apiVersion().ifPresent(version -> json.put("apiVersion", version));
        features.sunset().ifPresent(day -> json.put("sunset", day.toString()));
        return json;
    }

    /** A definition to begin with: what must be there, to be filled in. */
    private static String example(Kind kind, String connector, ObjectShape options) {
        return kind.word() + ": my-" + connector + "\nconnector: " + connector + "\n" + required("options", options);
    }

    private static String required(String key, ObjectShape shape) {
        StringBuilder yaml = new StringBuilder();
        shape.keys().stream()
                .filter(ObjectShape.Key::required)
                .forEach(option -> yaml.append("  ")
                        .append(option.name())
                        .append(option.shape().isSecret() ? ": \"{{secret:" + option.name() + "}}\"" : ": \"\"")
                        .append("   # ")
                        .append(option.doc())
                        .append('\n'));
        return yaml.isEmpty() ? "" : key + ":\n" + yaml;
    }

    private static String streams(ObjectShape stream) {
        return "streams:\n" + required("  records", stream).replace("\n  ", "\n    ");
    }

    /** Whether a definition that is not saved is in order, can be reached and lets us in. */
    private Reply attempt(Request request) {
        JsonNode given = request.object("definition").path("definition");
        if (!given.isObject() && !given.isTextual()) {
            throw Request.usage("The field 'definition' must be a source's or destination's, as an object or as YAML.");
        }
        String text = given.isTextual() ? given.asText() : Document.yaml(given);
        boolean source = text.stripLeading().startsWith("source");
        Kind kind = source ? Kind.SOURCE : Kind.DESTINATION;
        String name = DefinitionApi.node(text, kind).text(kind.word()).orElse("");
        ConfigReader.Result result = hub.configStore().with(kind, name, text);
        HubConfig config = result.config().orElseThrow(() -> DefinitionApi.invalid(result.problems()));
        if (source) {
            hub.sources()
                    .check(Optional.ofNullable(config.sources().get(name))
                            .orElseThrow(() -> DefinitionApi.invalid(result.problems())));
        } else {
            hub.syncs()
                    .check(Optional.ofNullable(config.destinations().get(name))
                            .orElseThrow(() -> DefinitionApi.invalid(result.problems())));
        }
        return Reply.ok(Reply.object().put("name", name).put("reachable", true));
    }
}
