package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.operate.Operations;
import io.serai.privacy.PrivacyRequest;
import io.serai.privacy.PrivacyRequest.Kind;
import io.serai.privacy.PrivacyRequest.Law;
import io.serai.privacy.PrivacyRequest.State;
import io.serai.privacy.PrivacyRequests;
import io.serai.profile.Mask;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What people ask of whoever holds their data. */
final class PrivacyApi {
    private static final String PATH = "/privacy/requests";

    private final Operations hub;

    PrivacyApi(Operations hub) {
        this.hub = hub;
    }

    List<Endpoint> endpoints() {
        Permission needed = Permission.PRIVACY_HANDLE;
        return List.of(
                Endpoint.get(PATH, needed, (request, names) -> list(request)),
                Endpoint.post(PATH, needed, (request, names) -> open(request)),
                Endpoint.get(PATH + "/{id}", needed, (request, names) -> find(request, id(names))),
                Endpoint.post(PATH + "/{id}/fulfil", needed, (request, names) -> fulfil(request, id(names))),
                Endpoint.post(PATH + "/{id}/refuse", needed, (request, names) -> refuse(request, id(names))));
    }

    private static long id(List<String> names) {
        return Request.number("id", names.get(0));
    }

    private PrivacyRequests requests() {
        return hub.core().privacyRequests();
    }

    private Reply list(Request request) {
        PrivacyRequests.Filter filter =
                new PrivacyRequests.Filter(request.parameter("state").map(State::of), request.before());
        List<PrivacyRequest> page = requests().list(filter, request.limit());
        boolean reveal = Reveal.allowed(hub, request, "privacy requests");
        ObjectNode json = Reply.page(page, request.limit(), PrivacyRequest::id);
        ArrayNode all = json.putArray("requests");
        page.forEach(one -> all.add(json(one, reveal)));
        return Reply.ok(json);
    }

    private Reply find(Request request, long id) {
        PrivacyRequest found = requests().require(id);
        ObjectNode json = json(found, Reveal.allowed(hub, request, "privacy request " + id));
        ArrayNode profiles = json.putArray("profiles");
        hub.database()
                .read(handle -> hub.core()
                        .identity()
                        .profiles()
                        .findByIdentifier(handle, found.namespace(), found.identifier()))
                .forEach(profiles::add);
        return Reply.ok(json);
    }

    private Reply open(Request request) {
        ObjectNode body = request.object("kind", "law", "namespace", "value", "received");
        PrivacyRequests.New asked = new PrivacyRequests.New(
                Kind.of(Request.text(body, "kind")),
                Law.of(Request.text(body, "law")),
                Request.text(body, "namespace"),
                Request.text(body, "value"),
                Request.optionalText(body, "received").map(PrivacyApi::day).orElseGet(requests()::today));
        return Reply.json(201, json(requests().open(asked, request.by()), false));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Request.usage("'received' must be a day such as 2026-11-28.");
        }
    }

    private Reply fulfil(Request request, long id) {
        String note = Request.optionalText(request.object("note"), "note").orElse("");
        return Reply.ok(json(requests().fulfil(id, note, request.by()), false));
    }

    private Reply refuse(Request request, long id) {
        String reason = Request.text(request.object("reason"), "reason");
        return Reply.ok(json(requests().refuse(id, reason, request.by()), false));
    }

    private ObjectNode json(PrivacyRequest request, boolean reveal) {
        boolean shown = reveal || request.identifier().isEmpty();
        ObjectNode json = Reply.object()
                .put("id", request.id())
                .put("kind", request.kind().word())
                .put("law", request.law().word())
                .put("namespace", request.namespace())
                .put("identifier", shown ? request.identifier() : Mask.of(request.identifier()))
                .put("received", request.received().toString())
                .put("due", request.due().toString())
                .put("state", request.state().word())
                .put("overdue", request.isOverdue(requests().today()))
                .put("openedBy", request.openedBy());
        request.closed()
                .ifPresent(closed -> json.putObject("closed")
                        .put("at", closed.at().toString())
                        .put("by", closed.by())
                        .put("note", closed.note()));
        return json;
    }
}
