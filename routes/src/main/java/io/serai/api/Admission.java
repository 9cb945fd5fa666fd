package io.serai.api;

import io.serai.access.Sessions;
import io.serai.error.SeraiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How a request shows a credential: in a header of its own, or by the session of a browser. Thread-safe. */
final class Admission {
    /** Only scripts of the console's own address can send it: others are asked for leave first, and get none. */
    static final String CONSOLE = "x-serai-console";

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final Sessions sessions;

    Admission(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The credential, or nothing.
     *
     * @throws SeraiException NOT_AUTHENTICATED if the session has ended; USAGE if a browser sends its session along with what
     *     may be another site's doing
     */
    String credential(Request request) {
        Optional<String> header = request.header("authorization");
        if (header.isPresent()) {
            return shown(header.get());
        }
        Optional<String> session = Cookie.SESSION.of(request);
        if (session.isPresent() && !request.method().equals("GET")) {
            requireConsole(request);
        }
        return session.map(sessions::credential).orElse("");
    }

    /** A bearer's, or the password of who knows no other way than a name and a password, as JMX tools do. */
    private static String shown(String header) {
        if (header.startsWith(BASIC)) {
            return password(header.substring(BASIC.length()).strip());
        }
        return header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : "";
    }

    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** @throws SeraiException USAGE */
    static void requireConsole(Request request) {
        if (request.header(CONSOLE).isEmpty()) {
            throw Request.usage(
                    "What a browser asks for needs the header 'X-Serai-Console', which other sites cannot send.");
        }
    }
}
