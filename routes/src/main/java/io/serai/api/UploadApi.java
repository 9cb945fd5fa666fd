package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.audit.Act;
import io.serai.config.ConfigReader;
import io.serai.config.Kind;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.format.FormatOptions;
import io.serai.mapping.CanonicalJson;
import io.serai.mapping.Mapping;
import io.serai.operate.Operations;
import io.serai.operate.UploadLook;
import io.serai.operate.Uploads.Upload;
import io.serai.profile.Mask;
import io.serai.schema.ProfileSchema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files that are sent to be imported: looked into, tried with a mapping, imported, deleted. */
final class UploadApi {
    private static final int ROWS = 1_000;
    private static final int MOST_ROWS = 10_000;

    private final Operations hub;

    UploadApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/uploads", Permission.SOURCE_RUN, (request, names) -> list()),
                Endpoint.post("/uploads", Permission.SOURCE_RUN, (request, names) -> add(request))
                        .told(Act.UPLOAD),
                Endpoint.get("/uploads/{id}", Permission.SOURCE_RUN, (request, names) -> find(request, names.get(0))),
                Endpoint.delete("/uploads/{id}", Permission.SOURCE_RUN, (request, names) -> remove(names.get(0)))
                        .told(Act.UPLOAD_REMOVE),
                Endpoint.post(
                        "/uploads/{id}/try", Permission.SOURCE_RUN, (request, names) -> attempt(request, names.get(0))),
                Endpoint.post(
                                "/uploads/{id}/import",
                                Permission.SOURCE_RUN,
                                (request, names) -> start(request, names.get(0)))
                        .told(Act.IMPORT));
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        hub.uploads().list().forEach(upload -> all.add(upload(upload)));
        return Reply.ok(Reply.object().set("uploads", all));
    }

    private static ObjectNode upload(Upload upload) {
        return Reply.object()
                .put("id", upload.id())
                .put("bytes", upload.bytes())
                .put("at", upload.at().toString())
                .put("until", upload.until().toString());
    }

    private Reply add(Request request) {
        Upload upload = hub.uploads().add(request.content().stream());
        return Reply.json(201, look(request, upload));
    }

    private Reply find(Request request, String id) {
        return Reply.ok(look(request, hub.uploads().require(id)));
    }

    private Reply remove(String id) {
        hub.uploads().remove(id);
        return Reply.done();
    }

    private ObjectNode look(Request request, Upload upload) {
        boolean shown = Reveal.allowed(hub, request, "samples of upload " + upload.id());
        UploadLook look = new UploadLook(upload, Optional.empty());
        UploadLook.Found found = look.found(schema(), ROWS);
        ObjectNode json = upload(upload);
        json.set("format", format(look.format()));
        json.put("rows", found.rows()).put("whole", found.whole());
        ArrayNode fields = json.putArray("fields");
        for (UploadLook.Field field : found.fields()) {
            ArrayNode samples = fields.addObject()
                    .put("path", field.path())
                    .put("type", field.type())
                    .put("filled", field.filled())
                    .putArray("samples");
            field.samples().forEach(sample -> samples.add(shown ? sample : Mask.of(sample)));
        }
        ArrayNode problems = json.putArray("problems");
        found.damage()
                .forEach(row -> problems.addObject()
                        .put("row", row.position() + 1)
                        .put("code", row.code().name())
                        .put("field", "")
                        .put("reason", row.reason()));
        json.put("mapping", found.mapping());
        Document.parse("mapping", found.mapping(), new Problems())
                .ifPresent(root -> json.set("definition", root.toJson()));
        return json;
    }

    private ProfileSchema schema() {
        return hub.configuration().running().schema();
    }

    /** As a body may declare it. */
    private static ObjectNode format(FormatOptions options) {
        ObjectNode json =
                Reply.object().put("encoding", options.encoding().name().toLowerCase(Locale.ROOT));
        options.format().ifPresent(format -> json.put("format", Render.word(format)));
        options.delimiter().ifPresent(c -> json.put("delimiter", c == '\t' ? "tab" : String.valueOf(c)));
        return json;
    }

    private Reply attempt(Request request, String id) {
        ObjectNode body = request.object("mapping", "format", "rows");
        Upload upload = hub.uploads().require(id);
        Mapping mapping = mapping(body.path("mapping"));
        boolean shown = Reveal.allowed(hub, request, "records of upload " + upload.id());
        UploadLook.Trial trial =
                new UploadLook(upload, ImportApi.format(body)).attempt(mapping, rows(body.path("rows")));
        ObjectNode json = Reply.object();
        json.putObject("counts")
                .put("read", trial.read())
                .put("mapped", trial.mapped())
                .put("invalid", trial.invalid())
                .put("records", trial.canonical());
        ArrayNode records = json.putArray("records");
        trial.records().forEach(record -> {
            ObjectNode canonical = CanonicalJson.of(record);
            records.add(shown ? canonical : Masked.canonical(canonical, schema()));
        });
        ArrayNode problems = json.putArray("problems");
        trial.faults()
                .forEach(fault -> problems.addObject()
                        .put("row", fault.row())
                        .put("code", fault.code().name())
                        .put("field", fault.field())
                        .put("reason", fault.reason()));
        return Reply.ok(json);
    }

    private static int rows(JsonNode given) {
        if (given.isMissingNode()) {
            return ROWS;
        }
        if (!given.isIntegralNumber() || given.asLong() < 1 || given.asLong() > MOST_ROWS) {
            throw Request.usage("The field 'rows' must be a whole number from 1 to " + MOST_ROWS + ".");
        }
        return given.asInt();
    }

    /** One that is not saved. */
    private Mapping mapping(JsonNode given) {
        if (!given.isObject() && !given.isTextual()) {
            throw Request.usage("The field 'mapping' must be a mapping's definition, as an object or as YAML.");
        }
        String text = given.isTextual() ? given.asText() : Document.yaml(given);
        String name =
                DefinitionApi.node(text, Kind.MAPPING).text(Kind.MAPPING.word()).orElse("");
        ConfigReader.Result result = hub.configStore().with(Kind.MAPPING, name, text);
        return result.config()
                .flatMap(config -> Optional.ofNullable(config.mappings().get(name)))
                .orElseThrow(() -> DefinitionApi.invalid(result.problems()));
    }

    private Reply start(Request request, String id) {
        ObjectNode body = request.object("mapping", "source", "stream", "format", "again");
        Upload upload = hub.uploads().require(id);
        FormatOptions guessed = new UploadLook(upload, Optional.empty()).format();
        return Reply.accepted(hub.imports().submit(ImportApi.request(hub, body, upload.file(), guessed)));
    }
}
