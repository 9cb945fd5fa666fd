package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.audit.Act;
import io.serai.config.HubConfig;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.FormatOptions;
import io.serai.ingest.Importer.Again;
import io.serai.mapping.Mapping;
import io.serai.operate.FileImport;
import io.serai.operate.Operations;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import io.serai.run.RunKind;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Imports on request, and all runs. */
final class ImportApi {
    private final Operations hub;

    ImportApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/imports", Permission.SOURCE_RUN, (request, names) -> start(request))
                        .told(Act.IMPORT),
                Endpoint.get("/runs", Permission.HUB_READ, (request, names) -> list(request)),
                Endpoint.get("/runs/{id}", Permission.HUB_READ, (request, names) -> find(names.get(0))));
    }

    private Reply start(Request request) {
        ObjectNode body = request.object("file", "mapping", "source", "stream", "format", "again");
        Path file = file(Request.text(body, "file"));
        return Reply.accepted(hub.imports().submit(request(hub, body, file, FormatOptions.DEFAULT)));
    }

    /** An import as a body asks for it. */
    static FileImport request(Operations hub, ObjectNode body, Path file, FormatOptions otherwise) {
        String mapping = Request.text(body, "mapping");
        HubConfig config = hub.configuration().running();
        Mapping compiled = Optional.ofNullable(config.mappings().get(mapping))
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_FOUND,
                        "There is no mapping '" + mapping + "'. There are "
                                + config.mappings().keySet().stream().sorted().toList() + "."));
        StreamName stream = new StreamName(
                Request.name("source", Request.optionalText(body, "source").orElse("import")),
                Request.name("stream", Request.optionalText(body, "stream").orElse(mapping)));
        Again again = Request.flag(body, "again") ? Again.READ : Again.SKIP;
        FormatOptions format = format(body).orElse(otherwise);
        return new FileImport(file, stream, compiled, format, again, Optional.empty(), Optional.empty());
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw Request.usage("'file' is no path on the hub's machine.");
        }
    }

    private static Path file(String text) {
        Path file = path(text);
        if (!file.isAbsolute()) {
            throw Request.usage("'file' must be an absolute path on the hub's machine.");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new SeraiException(
                    ErrorCode.NOT_FOUND, "There is no readable file at that path on the hub's machine.");
        }
        return file;
    }

    /** JSON is YAML, so the same reader and the same messages serve. */
    static Optional<FormatOptions> format(ObjectNode body) {
        if (!body.has("format")) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        Optional<FormatOptions> options = Document.parse(
                        "format", body.path("format").toString(), problems)
                .flatMap(node -> FormatOptions.read(node, problems));
        if (options.isEmpty()) {
            throw Request.usage(problems.list().get(0).toString());
        }
        return options;
    }

    private Reply list(Request request) {
        Optional<RunKind> kind = request.parameter("kind").map(ImportApi::kind);
        ArrayNode runs = Reply.NODES.arrayNode();
        hub.runs().list(kind, request.parameter("name"), request.limit()).forEach(run -> runs.add(Render.run(run)));
        return Reply.ok(Reply.object().set("runs", runs));
    }

    private static RunKind kind(String word) {
        for (RunKind kind : RunKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw Request.usage("'kind' must be one of import, segment, sync, identity.");
    }

    private Reply find(String id) {
        long number = Request.number("id", id);
        Run run = hub.runs()
                .find(number)
                .orElseThrow(() -> new SeraiException(ErrorCode.NOT_FOUND, "There is no run " + number + "."));
        ObjectNode json = Render.run(run);
        hub.imports()
                .reading(number)
                .ifPresent(reading ->
                        json.putObject("bytes").put("done", reading.done()).put("total", reading.total()));
        return Reply.ok(json);
    }
}
