package io.serai.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Caller;
import io.serai.access.Credentials;
import io.serai.access.Permission;
import io.serai.access.Sessions;
import java.util.List;
import java.util.Optional;

/** Lets people at browsers in and out. */
final class SessionApi {
    private final Sessions sessions;
    private final Admission admission;
    private final Credentials credentials;

    SessionApi(Sessions sessions, Admission admission, Credentials credentials) {
        this.sessions = sessions;
        this.admission = admission;
        this.credentials = credentials;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/session", Permission.OPEN, (request, names) -> begin(request)),
                Endpoint.delete("/session", Permission.OPEN, (request, names) -> end(request)),
                Endpoint.bare("/session/ticket", Permission.HUB_READ, (request, names) -> ticket(request)));
    }

    private Reply ticket(Request request) {
        Sessions.Begun ticket = sessions.ticket(admission.credential(request), request.address());
        return Reply.json(
                201,
                Reply.object()
                        .put("ticket", ticket.word())
                        .put("endsAt", ticket.endsAt().toString()));
    }

    private Reply begin(Request request) {
        // Else another site could sign somebody in as somebody else.
        Admission.requireConsole(request);
        ObjectNode body = request.object("ticket", "credential");
        Optional<String> ticket = Request.optionalText(body, "ticket");
        Optional<String> credential = Request.optionalText(body, "credential");
        if (ticket.isPresent() == credential.isPresent()) {
            throw Request.usage("Give either 'ticket' or 'credential'.");
        }
        Sessions.Begun session = ticket.isPresent()
                ? sessions.redeem(ticket.get(), request.id(), request.address())
                : sessions.begin(credential.orElseThrow(), request.id(), request.address());
        Caller caller = credentials.caller(sessions.credential(session.word()), request.address());
        return Reply.json(
                        201,
                        AccessApi.caller(caller).put("endsAt", session.endsAt().toString()))
                .with("Set-Cookie", Cookie.SESSION.set(session.word(), isOverTls(request)));
    }

    private Reply end(Request request) {
        Admission.requireConsole(request);
        Cookie.SESSION.of(request).ifPresent(sessions::end);
        return Reply.done().with("Set-Cookie", Cookie.SESSION.clear(isOverTls(request)));
    }

    /** A script's request says where its page came from. */
    private static boolean isOverTls(Request request) {
        return request.header("origin").orElse("").startsWith("https:");
    }
}
