package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.config.ConfigReader;
import io.serai.config.ConfigStore;
import io.serai.config.Definitions;
import io.serai.config.HubConfig;
import io.serai.config.Kind;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;
import io.serai.segment.SegmentDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Definitions of segments: read, tried, saved in versions and removed. Bodies are what a file would hold, as YAML or JSON.
 * A definition in a file goes before one made here, and its answer says which it is.
 */
final class DefinitionApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operations hub;

    DefinitionApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/segments/{name}/definition",
                        Permission.HUB_READ,
                        (request, names) -> find(request, names.get(0))),
                Endpoint.put(
                        "/segments/{name}/definition",
                        Permission.SEGMENT_DEFINE,
                        (request, names) -> save(request, names.get(0))),
                Endpoint.delete(
                        "/segments/{name}/definition",
                        Permission.SEGMENT_DEFINE,
                        (request, names) -> remove(request, names.get(0))),
                Endpoint.get(
                        "/segments/{name}/versions", Permission.HUB_READ, (request, names) -> versions(names.get(0))),
                Endpoint.post("/segments/preview", Permission.SEGMENT_TRY, (request, names) -> preview(request)),
                Endpoint.bare(
                        "/segments/preview/{name}/end",
                        Permission.SEGMENT_TRY,
                        (request, names) -> Reply.ok(
                                Reply.object().put("ended", hub.segments().endPreview(names.get(0))))));
    }

    private Reply find(Request request, String name) {
        Map.Entry<String, String> text = hub.configStore()
                .text(Kind.SEGMENT, name)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND, "There is no segment '" + name + "'. 'serai segment list' names them."));
        HubConfig config = hub.configuration().running();
        String tag = '"' + tag(text.getKey(), name, config) + '"';
        Map<String, String> headers = Map.of("ETag", tag);
        if (request.header("if-none-match").filter(tag::equals).isPresent()) {
            return new Reply(304, "application/json", new Reply.Whole(new byte[0]), headers);
        }
        boolean stored = ConfigStore.isStored(text.getKey());
        ObjectNode json = Reply.object().put("name", name).put("stored", stored).put("yaml", text.getValue());
        if (!stored) {
            json.put("file", text.getKey());
        }
        json.set("definition", node(text.getValue()).toJson());
        names(json.putArray("segmentsUsed"), config, name, true);
        names(json.putArray("usedBySegments"), config, name, false);
        ArrayNode syncs = json.putArray("usedBySyncs");
        config.syncs().values().stream()
                .filter(sync -> sync.segment().equals(name))
                .forEach(sync -> syncs.add(sync.name()));
        Reply reply = Reply.ok(json);
        return new Reply(reply.status(), reply.contentType(), reply.body(), headers);
    }

    private String tag(String file, String name, HubConfig config) {
        return ConfigStore.isStored(file)
                ? hub.configStore().versions(Kind.SEGMENT, name).stream()
                        .map(version -> "v" + version.version())
                        .findFirst()
                        .orElse("")
                : config.version(Kind.SEGMENT, name);
    }

    private static void names(ArrayNode into, HubConfig config, String name, boolean used) {
        for (SegmentDefinition segment : config.segments()) {
            if (used && segment.name().equals(name)) {
                segment.segmentsUsed().forEach(into::add);
            }
            if (!used && segment.segmentsUsed().contains(name)) {
                into.add(segment.name());
            }
        }
    }

    private Reply save(Request request, String name) {
        int version = hub.save(Kind.SEGMENT, name, Optional.of(text(request, name)), expected(request), request.by());
        Reply reply = Reply.ok(Reply.object().put("name", name).put("version", version));
        return new Reply(reply.status(), reply.contentType(), reply.body(), Map.of("ETag", "\"v" + version + '"'));
    }

    private Reply remove(Request request, String name) {
        boolean stored = hub.configStore()
                .text(Kind.SEGMENT, name)
                .map(text -> text.getKey())
                .isPresent();
        if (!stored) {
            throw new SeraiException(ErrorCode.NOT_FOUND, "There is no segment '" + name + "'.");
        }
        int version = hub.save(Kind.SEGMENT, name, Optional.empty(), expected(request), request.by());
        return Reply.ok(Reply.object().put("name", name).put("version", version));
    }

    private static Optional<Integer> expected(Request request) {
        return request.header("if-match").map(tag -> {
            if (!tag.matches("\"v[0-9]{1,9}\"")) {
                throw Request.usage("'If-Match' must be the ETag that reading the definition answered.");
            }
            return Integer.parseInt(tag.substring(2, tag.length() - 1));
        });
    }

    private Reply versions(String name) {
        ArrayNode all = Reply.NODES.arrayNode();
        hub.configStore().versions(Kind.SEGMENT, name).forEach(version -> all.add(version(version)));
        return Reply.ok(Reply.object().set("versions", all));
    }

    private static ObjectNode version(Definitions.Version version) {
        ObjectNode json = Reply.object()
                .put("version", version.version())
                .put("at", version.at().toString())
                .put("actor", version.actor());
        version.text().ifPresent(text -> json.put("yaml", text));
        return json;
    }

    private Reply preview(Request request) {
        String text = text(request);
        String name = node(text).text("segment").orElse("");
        ConfigReader.Result result = hub.configStore().with(Kind.SEGMENT, name, text);
        SegmentDefinition definition = result.config()
                .flatMap(config -> config.segments().stream()
                        .filter(segment -> segment.name().equals(name))
                        .findFirst())
                .orElseThrow(() -> invalid(result.problems()));
        return Previewed.reply(hub, request, definition);
    }

    private String text(Request request, String name) {
        String text = text(request);
        if (!node(text).text("segment").equals(Optional.of(name))) {
            throw Request.usage("The definition must begin with 'segment: " + name + "', as the path says.");
        }
        return text;
    }

    /** The body as YAML. */
    private static String text(Request request) {
        String text = new String(request.body(), StandardCharsets.UTF_8);
        if (!text.stripLeading().startsWith("{")) {
            return text;
        }
        try {
            JsonNode json = JSON.readTree(text);
            return Document.yaml(json);
        } catch (IOException | StackOverflowError e) {
            throw Request.usage("The body is not valid JSON, or is nested too deeply.");
        }
    }

    private static Node node(String text) {
        Problems problems = new Problems();
        Optional<Node> root = Document.parse("body", text, problems)
                .filter(node -> node.get("segment").filter(Node::isScalar).isPresent());
        if (root.isEmpty()) {
            throw problems.isEmpty()
                    ? Request.usage("The definition must begin with 'segment: NAME'.")
                    : invalid(problems.list());
        }
        return root.get();
    }

    private static SeraiException invalid(List<Problem> problems) {
        return new SeraiException(
                ErrorCode.CONFIG_INVALID,
                problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
}
