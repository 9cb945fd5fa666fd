package io.serai.access;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Finds out who a bearer token belongs to. Thread-safe. */
public final class Credentials {
    private final byte[] local;
    private final ApiKeys keys;

    /** @param local the token of the hub's data folder */
    public Credentials(String local, ApiKeys keys) {
        this.local = local.getBytes(StandardCharsets.UTF_8);
        this.keys = keys;
    }

    /** @throws SeraiException NOT_AUTHENTICATED, and STORE_UNAVAILABLE while keys cannot be looked up */
    public Caller caller(String token) {
        if (MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), local)) {
            return Caller.LOCAL;
        }
        return keys.caller(token)
                .orElseThrow(() -> new SeraiException(
                        ErrorCode.NOT_AUTHENTICATED,
                        "Send 'Authorization: Bearer TOKEN' with a key that is neither expired nor revoked, or with the"
                                + " token from api-token in the hub's data folder."));
    }
}
