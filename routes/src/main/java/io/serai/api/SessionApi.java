package io.serai.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Caller;
import io.serai.access.Credentials;
import io.serai.access.Permission;
import io.serai.access.Sessions;
import java.util.List;
import java.util.Map;
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
        return with(
                Reply.json(
                        201,
                        AccessApi.caller(caller).put("endsAt", session.endsAt().toString())),
                cookie(request, session.word(), Sessions.LIFE.toSeconds()));
    }

    private Reply end(Request request) {
        Admission.requireConsole(request);
        Admission.session(request).ifPresent(sessions::end);
        return with(Reply.done(), cookie(request, "", 0));
    }

    private static Reply with(Reply reply, String cookie) {
        return new Reply(reply.status(), reply.contentType(), reply.body(), Map.of("Set-Cookie", cookie));
    }

    /** Not for scripts, not along with what other sites ask for, and over TLS only if that is how the browser came. */
    private static String cookie(Request request, String word, long seconds) {
        boolean secure = request.header("origin").orElse("").startsWith("https:");
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                .formatted(Admission.COOKIE, word, seconds, secure ? "; Secure" : "");
    }
}
