package io.serai.access;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;

/** Finds out who a bearer token belongs to. Thread-safe. */
public final class Credentials {
    /** A token of an OpenID provider: header, claims and signature; the last is empty if nobody signed. */
    private static final String JWT = "[\\w-]+\\.[\\w-]+\\.[\\w-]*";

    private final byte[] local;
    private final ApiKeys keys;
    private final Optional<OidcTokens> tokens;
    private final Users users;
    private final WrongKeys wrong;

    /**
     * @param local the token of the hub's data folder
     * @param tokens empty if there is no provider
     * @param users whom its tokens are about
     */
    public Credentials(String local, ApiKeys keys, Optional<OidcTokens> tokens, Users users, Clock clock) {
        this.local = local.getBytes(StandardCharsets.UTF_8);
        this.keys = keys;
        this.tokens = tokens;
        this.users = users;
        this.wrong = new WrongKeys(clock);
    }

    /**
     * @param from where the request came from
     * @throws SeraiException NOT_AUTHENTICATED, TOO_MANY_ATTEMPTS; NOT_ALLOWED if they are blocked; STORE_UNAVAILABLE or ISSUER_UNREACHABLE while it cannot
     *     be told
     */
    public Caller caller(String token, InetAddress from) {
        try {
            return caller(token);
        } catch (SeraiException e) {
            // Who shows nothing tries nothing.
            if (e.code() == ErrorCode.NOT_AUTHENTICATED && !token.isEmpty()) {
                wrong.note(from);
            }
            throw e;
        }
    }

    private Caller caller(String token) {
        if (MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), local)) {
            return Caller.LOCAL;
        }
        if (tokens.isPresent() && token.matches(JWT)) {
            return users.admit(tokens.get().person(token));
        }
        return keys.caller(token)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_AUTHENTICATED,
                        "Send 'Authorization: Bearer TOKEN' with a key that is neither expired nor revoked, or with the"
                                + " token from api-token in the hub's data folder."));
    }
}
