package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.audit.Act;
import io.serai.document.ObjectShape;
import io.serai.operate.Operations;
import io.serai.operate.SourceStatus;
import io.serai.operate.Sources;
import io.serai.operate.Sources.Found;
import io.serai.operate.Status;
import io.serai.profile.Streams.StreamName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sources and connectors: how they stand, what they offer, and what a person can do with them. */
final class SourceApi {
    private static final int SAMPLES = 3;

    private final Operations hub;
    private final Status status;

    SourceApi(Operations hub, Status status) {
        this.hub = hub;
        this.status = status;
    }

    List<Endpoint> endpoints() {
        Sources sources = hub.sources();
        return List.of(
                Endpoint.get("/sources", Permission.HUB_READ, (request, names) -> list()),
                Endpoint.post(
                                "/sources/{stream}/run",
                                Permission.SOURCE_RUN,
                                (request, names) -> run(request, stream(names.get(0))))
                        .told(Act.SOURCE_RUN),
                Endpoint.bare(
                                "/sources/{stream}/cancel",
                                Permission.SOURCE_RUN,
                                (request, names) -> act(sources::cancel, names.get(0)))
                        .told(Act.SOURCE_CANCEL),
                Endpoint.bare(
                                "/sources/{stream}/pause",
                                Permission.SOURCE_RUN,
                                (request, names) -> act(sources::pause, names.get(0)))
                        .told(Act.SOURCE_PAUSE),
                Endpoint.bare(
                                "/sources/{stream}/resume",
                                Permission.SOURCE_RUN,
                                (request, names) -> act(sources::resume, names.get(0)))
                        .told(Act.SOURCE_RESUME),
                Endpoint.bare(
                                "/sources/{stream}/reset",
                                Permission.SOURCE_RUN,
                                (request, names) -> reset(stream(names.get(0))))
                        .told(Act.SOURCE_RESET),
                Endpoint.post(
                                "/sources/{stream}/replay",
                                Permission.SOURCE_RUN,
                                (request, names) -> replay(request, stream(names.get(0))))
                        .told(Act.SOURCE_REPLAY),
                Endpoint.get("/connectors", Permission.HUB_READ, (request, names) -> connectors()),
                Endpoint.bare(
                        "/connections/{name}/check", Permission.SOURCE_RUN, (request, names) -> check(names.get(0))),
                Endpoint.get(
                        "/connections/{name}/streams",
                        Permission.SOURCE_RUN,
                        (request, names) -> discover(request, names.get(0))));
    }

    private static StreamName stream(String name) {
        return StreamName.parse(name)
                .orElseThrow(() -> Request.usage("A stream is named SOURCE.STREAM, such as crm.contacts."));
    }

    private static Reply act(Consumer<StreamName> action, String name) {
        action.accept(stream(name));
        return Reply.done();
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        status.sources().forEach(source -> all.add(source(source)));
        return Reply.ok(Reply.object().set("sources", all));
    }

    static ObjectNode source(SourceStatus source) {
        ObjectNode json = Reply.object()
                .put("stream", source.name() + "." + source.stream())
                .put("connector", source.connector())
                .put("state", source.state());
        source.schedule().ifPresent(cron -> json.put("schedule", cron));
        source.readingSince().ifPresent(since -> json.put("readingSince", since.toString()));
        source.look().ifPresent(look -> {
            json.put("lookedAt", look.at().toString());
            look.failure()
                    .ifPresent(failure -> json.put("errorCode", failure.code().name())
                            .put("error", String.valueOf(failure.getMessage())));
        });
        if (!source.newFields().isEmpty()) {
            source.newFields().forEach(json.putArray("newFields")::add);
        }
        source.lastRun().ifPresent(run -> json.set("lastRun", Render.run(run)));
        return json;
    }

    private Reply run(Request request, StreamName name) {
        ObjectNode body = request.object("allow_deletions");
        return hub.sources()
                .submit(name, Request.flag(body, "allow_deletions"))
                .map(Reply::accepted)
                .orElseGet(() -> Reply.ok(Reply.object().put("news", false)));
    }

    private Reply reset(StreamName name) {
        return Reply.ok(Reply.object().put("forgotten", hub.sources().reset(name)));
    }

    private Reply replay(Request request, StreamName name) {
        ObjectNode body = request.object("since", "dry_run");
        Optional<Instant> since = Request.optionalText(body, "since").map(SourceApi::moment);
        if (Request.flag(body, "dry_run")) {
            return Reply.ok(Render.counts(hub.sources().previewReplay(name, since)));
        }
        return Reply.accepted(hub.sources().replay(name, since));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Request.usage("'since' must be a moment such as 2026-01-31T00:00:00Z.");
        }
    }

    private Reply check(String name) {
        if (hub.configuration().running().destinations().containsKey(name)) {
            hub.syncs().check(name);
        } else {
            hub.sources().check(name);
        }
        return Reply.ok(Reply.object().put("name", name).put("reachable", true));
    }

    private Reply connectors() {
        ArrayNode all = Reply.NODES.arrayNode();
        hub.configuration().running().connectors().all().forEach(connector -> {
            ObjectNode json = all.addObject().put("name", connector.name()).put("for", "destination");
            json.set("options", keys(connector.options()));
            json.set("audience", keys(connector.audience()));
            json.put("reference", connector.reference());
        });
        hub.configuration().running().sourceKinds().forEach(kind -> {
            ObjectNode json = all.addObject().put("name", kind.name()).put("for", "source");
            json.set("options", keys(kind.options()));
            json.set("stream", keys(kind.stream()));
            json.put("reference", kind.reference());
        });
        return Reply.ok(Reply.object().set("connectors", all));
    }

    private static ArrayNode keys(ObjectShape shape) {
        ArrayNode keys = Reply.NODES.arrayNode();
        shape.keys()
                .forEach(key -> keys.addObject()
                        .put("name", key.name())
                        .put("required", key.required())
                        .put("doc", key.doc()));
        return keys;
    }

    private Reply discover(Request request, String name) {
        boolean shown = Reveal.allowed(hub, request, "samples of source " + name);
        ArrayNode all = Reply.NODES.arrayNode();
        for (Found found : hub.sources().discover(name, SAMPLES)) {
            ObjectNode json = all.addObject().put("name", found.stream().name());
            ArrayNode settings = json.putArray("settings");
            found.stream().settings().forEach(settings::add);
            ArrayNode fields = json.putArray("fields");
            found.fields().forEach(fields::add);
            ArrayNode samples = json.putArray("samples");
            found.stream()
                    .samples()
                    .forEach(sample -> samples.add(shown ? sample.toJson() : Masked.all(sample.toJson())));
            json.put("mapping", found.mapping());
        }
        return Reply.ok(Reply.object().set("streams", all));
    }
}
