package io.serai.access;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Finds out who a bearer token belongs to. Thread-safe. */
public final class Credentials {
    /** A token of an OpenID provider: header, claims and signature; the last is empty if nobody signed. */
    private static final String JWT = "[\\w-]+\\.[\\w-]+\\.[\\w-]*";

    private final byte[] local;
    private final ApiKeys keys;
    private final Optional<OidcTokens> tokens;

    /**
     * @param local the token of the hub's data folder
     * @param tokens empty if there is no provider
     */
    public Credentials(String local, ApiKeys keys, Optional<OidcTokens> tokens) {
        this.local = local.getBytes(StandardCharsets.UTF_8);
        this.keys = keys;
        this.tokens = tokens;
    }

    /**
     * @throws SeraiException NOT_AUTHENTICATED; STORE_UNAVAILABLE or ISSUER_UNREACHABLE while it cannot be told
     */
    public Caller caller(String token) {
        if (MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), local)) {
            return Caller.LOCAL;
        }
        if (tokens.isPresent() && token.matches(JWT)) {
            return tokens.get().caller(token);
        }
        return keys.caller(token)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_AUTHENTICATED,
                        "Send 'Authorization: Bearer TOKEN' with a key that is neither expired nor revoked, or with the"
                                + " token from api-token in the hub's data folder."));
    }
}
