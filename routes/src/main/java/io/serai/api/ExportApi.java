package io.serai.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.export.EventSelection;
import io.serai.export.ExportStream;
import io.serai.export.ProfileSelection;
import io.serai.export.Table;
import io.serai.format.TableFormats;
import io.serai.operate.Operations;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exports: profiles and events as files, made while they are read. Personal data is masked unless a reason is given. */
final class ExportApi {
    private final Operations hub;

    ExportApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/exports/profiles", Permission.PEOPLE_READ, (request, names) -> profiles(request)),
                Endpoint.post("/exports/events", Permission.PEOPLE_READ, (request, names) -> events(request)));
    }

    private Reply profiles(Request request) {
        ObjectNode body = request.object("segment", "fields", "format");
        TableFormats format = format(body);
        ProfileSelection selection = new ProfileSelection(Request.optionalText(body, "segment"), texts(body, "fields"));
        // What cannot be exported is refused before the trail says that it was.
        hub.core().exports().profiles(selection, false);
        boolean reveal = Reveal.allowed(hub, request, "export of profiles" + target(selection.segment()));
        return streamed(hub.core().exports().profiles(selection, reveal), format);
    }

    private static String target(Optional<String> segment) {
        return segment.map(name -> " of segment " + name).orElse("");
    }

    private Reply events(Request request) {
        ObjectNode body = request.object("segment", "types", "from", "to", "fields", "format");
        TableFormats format = format(body);
        EventSelection selection = new EventSelection(
                Request.optionalText(body, "segment"),
                texts(body, "types"),
                moment(body, "from"),
                moment(body, "to"),
                texts(body, "fields"));
        return streamed(hub.core().exports().events(selection), format);
    }

    private static Reply streamed(Table table, TableFormats format) {
        try {
            return Reply.streamed(format.mediaType(), ExportStream.begin(table, format));
        } catch (IOException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "an export cannot be written to memory", e);
        }
    }

    private static TableFormats format(ObjectNode body) {
        return Request.optionalText(body, "format")
                .map(word -> TableFormats.find(word)
                        .orElseThrow(() -> Request.usage("The field 'format' must be csv, jsonl or parquet.")))
                .orElse(TableFormats.CSV);
    }

    private static List<String> texts(ObjectNode body, String field) {
        JsonNode list = body.path(field);
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                break;
            }
            texts.add(item.asText());
        }
        if (!list.isMissingNode() && (!list.isArray() || texts.size() < list.size())) {
            throw Request.usage("The field '" + field + "' must be a list of names.");
        }
        return texts;
    }

    private static Optional<Instant> moment(ObjectNode body, String field) {
        try {
            return Request.optionalText(body, field).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw Request.usage("The field '" + field + "' must be a moment such as 2026-01-31T00:00:00Z.");
        }
    }
}
