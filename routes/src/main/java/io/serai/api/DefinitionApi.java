package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.config.ConfigReader;
import io.serai.config.DefinitionPlan;
import io.serai.config.DefinitionSet;
import io.serai.config.Definitions;
import io.serai.config.Kind;
import io.serai.config.Written;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Definitions: listed, read, tried, saved in versions and removed. Bodies are what a file would hold, as YAML or JSON. A
 * definition in a file goes before one made here, and its answer says which it is.
 */
final class DefinitionApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Defined> DEFINED = List.of(
            new Defined(Kind.SEGMENT, "segments", Permission.HUB_READ, Permission.SEGMENT_DEFINE),
            new Defined(Kind.TRAIT, "traits", Permission.HUB_READ, Permission.SEGMENT_DEFINE),
            new Defined(Kind.MAPPING, "mappings", Permission.HUB_READ, Permission.CONNECTION_DEFINE),
            new Defined(Kind.SYNC, "syncs", Permission.HUB_READ, Permission.CONNECTION_DEFINE),
            new Defined(Kind.SOURCE, "sources", Permission.CONNECTION_DEFINE, Permission.CONNECTION_DEFINE),
            new Defined(Kind.DESTINATION, "destinations", Permission.CONNECTION_DEFINE, Permission.CONNECTION_DEFINE));

    private final Operations hub;

    DefinitionApi(Operations hub) {
        this.hub = hub;
    }

    /**
     * A kind that is defined over the API.
     *
     * @param plural as paths have it
     * @param read who sees its definitions; those of connections name accounts and addresses
     */
    private record Defined(Kind kind, String plural, Permission read, Permission define) {}

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                Endpoint.get("/definitions", Permission.HUB_READ, (request, names) -> list(request)),
                Endpoint.post("/definitions", Permission.HUB_READ, (request, names) -> define(request)),
                Endpoint.post("/segments/preview", Permission.SEGMENT_TRY, (request, names) -> preview(request)),
                Endpoint.bare(
                        "/segments/preview/{name}/end",
                        Permission.SEGMENT_TRY,
                        (request, names) -> Reply.ok(
                                Reply.object().put("ended", hub.segments().endPreview(names.get(0)))))));
        for (Defined defined : DEFINED) {
            Kind kind = defined.kind();
            String path = "/" + defined.plural() + "/{name}/definition";
            endpoints.add(Endpoint.get(path, defined.read(), (request, names) -> find(request, kind, names.get(0))));
            endpoints.add(Endpoint.put(path, defined.define(), (request, names) -> save(request, kind, names.get(0))));
            endpoints.add(
                    Endpoint.delete(path, defined.define(), (request, names) -> remove(request, kind, names.get(0))));
            endpoints.add(Endpoint.get(
                    "/" + defined.plural() + "/{name}/versions",
                    defined.read(),
                    (request, names) -> versions(kind, names.get(0))));
        }
        return endpoints;
    }

    private Reply list(Request request) {
        Optional<String> kind = request.parameter("kind");
        if (kind.filter(word -> !Kind.words().contains(word)).isPresent()) {
            throw Request.usage("'kind' must be one of " + String.join(", ", Kind.words()) + ".");
        }
        ArrayNode all = Reply.NODES.arrayNode();
        hub.configStore().written().stream()
                .filter(item ->
                        kind.filter(word -> !word.equals(item.kind().word())).isEmpty())
                .sorted(Comparator.comparing(Written::kind).thenComparing(Written::name))
                .forEach(item -> all.add(item(item)));
        return Reply.ok(Reply.object().set("definitions", all));
    }

    private static ObjectNode item(Written item) {
        ObjectNode json = Reply.object()
                .put("kind", item.kind().word())
                .put("name", item.name())
                .put("stored", item.stored())
                .put("version", item.version());
        if (!item.stored()) {
            json.put("file", item.file());
        }
        json.set("problems", Render.problems(item.problems()));
        return json;
    }

    /** Makes a whole set what is defined here, or with {@code dry_run} only says what that would come to. */
    private Reply define(Request request) {
        ObjectNode body = request.object("files", "prune", "dry_run", "tag");
        Set<Kind> kinds = DEFINED.stream().map(Defined::kind).collect(Collectors.toSet());
        DefinitionSet set = new DefinitionSet(files(body.path("files")), kinds, Request.flag(body, "prune"));
        DefinitionPlan plan = hub.configStore().plan(set);
        DEFINED.stream()
                .filter(defined -> plan.steps().stream().anyMatch(step -> step.kind() == defined.kind()))
                .forEach(defined -> request.caller().require(defined.define()));
        Request.optionalText(body, "tag").ifPresent(plan::require);
        if (!Request.flag(body, "dry_run")) {
            hub.define(set, plan.tag(), request.by());
        }
        return Reply.ok(plan(plan));
    }

    private static Map<String, String> files(JsonNode node) {
        Map<String, String> files = new TreeMap<>();
        node.properties().forEach(file -> {
            if (!file.getValue().isTextual() || !file.getKey().matches("\\P{Cntrl}{1,500}")) {
                throw Request.usage("'files' must hold the text of each file by its name, which is at most 500 long.");
            }
            files.put(file.getKey(), file.getValue().asText());
        });
        if (files.isEmpty()) {
            throw Request.usage("'files' must hold at least one definition: none at all is taken for a mistake.");
        }
        return files;
    }

    private static ObjectNode plan(DefinitionPlan plan) {
        ObjectNode json = Reply.object().put("tag", plan.tag());
        ArrayNode all = json.putArray("definitions");
        plan.steps().forEach(step -> {
            ObjectNode item = all.addObject()
                    .put("kind", step.kind().word())
                    .put("name", step.name())
                    .put("file", step.file())
                    .put("effect", step.effect().word());
            step.before().map(DefinitionPlan::plain).ifPresent(text -> item.put("before", text));
            step.after().map(DefinitionPlan::plain).ifPresent(text -> item.put("after", text));
        });
        return json.set("problems", Render.problems(plan.problems()));
    }

    private Written require(Kind kind, String name) {
        return hub.configStore().written(kind, name).orElseThrow(() -> missing(kind, name));
    }

    private static SeraiException missing(Kind kind, String name) {
        return new SeraiException(
                ErrorCode.NOT_FOUND,
                "There is no " + kind.word() + " '" + name + "'. GET /api/v1/definitions names them all.");
    }

    private Reply find(Request request, Kind kind, String name) {
        Written item = require(kind, name);
        String tag = '"' + item.version() + '"';
        if (request.header("if-none-match").filter(tag::equals).isPresent()) {
            return Reply.whole(304, "application/json", new byte[0]).with("ETag", tag);
        }
        ObjectNode json = item(item).put("yaml", item.text());
        Document.parse(item.file(), item.text(), new Problems())
                .ifPresent(root -> json.set("definition", root.toJson()));
        ArrayNode users = json.putArray("usedBy");
        hub.configStore()
                .dependents(kind, name)
                .forEach(user ->
                        users.addObject().put("kind", user.kind().word()).put("name", user.name()));
        return Reply.ok(json).with("ETag", tag);
    }

    private Reply save(Request request, Kind kind, String name) {
        int version = hub.save(kind, name, Optional.of(text(request, kind, name)), expected(request), request.by());
        return Reply.ok(Reply.object().put("name", name).put("version", version))
                .with("ETag", "\"v" + version + '"');
    }

    private Reply remove(Request request, Kind kind, String name) {
        require(kind, name);
        int version = hub.save(kind, name, Optional.empty(), expected(request), request.by());
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

    private Reply versions(Kind kind, String name) {
        ArrayNode all = Reply.NODES.arrayNode();
        hub.configStore().versions(kind, name).forEach(version -> all.add(version(version)));
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
        String name = node(text, Kind.SEGMENT).text("segment").orElse("");
        ConfigReader.Result result = hub.configStore().with(Kind.SEGMENT, name, text);
        SegmentDefinition definition = result.config()
                .flatMap(config -> config.segments().stream()
                        .filter(segment -> segment.name().equals(name))
                        .findFirst())
                .orElseThrow(() -> invalid(result.problems()));
        return Previewed.reply(hub, request, definition);
    }

    private static String text(Request request, Kind kind, String name) {
        String text = text(request);
        if (!node(text, kind).text(kind.word()).equals(Optional.of(name))) {
            throw Request.usage(
                    "The definition must begin with '" + kind.word() + ": " + name + "', as the path says.");
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

    static Node node(String text, Kind kind) {
        Problems problems = new Problems();
        Optional<Node> root = Document.parse("body", text, problems)
                .filter(node -> node.get(kind.word()).filter(Node::isScalar).isPresent());
        if (root.isEmpty()) {
            throw problems.isEmpty()
                    ? Request.usage("The definition must begin with '" + kind.word() + ": NAME'.")
                    : invalid(problems.list());
        }
        return root.get();
    }

    static SeraiException invalid(List<Problem> problems) {
        return new SeraiException(
                ErrorCode.CONFIG_INVALID,
                problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
}
