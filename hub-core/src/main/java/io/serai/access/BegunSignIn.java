package io.serai.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.serai.crypto.Keyring;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What must be known again when a browser comes back from its provider. The browser keeps it, sealed.
 *
 * @param wanted where in the console it wanted to go
 */
record BegunSignIn(State state, Nonce nonce, CodeVerifier verifier, String wanted, Instant endsAt) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] CONTEXT = "sign-in".getBytes(StandardCharsets.UTF_8);

    static BegunSignIn of(String wanted, Instant endsAt) {
        return new BegunSignIn(new State(), new Nonce(), new CodeVerifier(), wanted, endsAt);
    }

    String sealed(Keyring keyring) {
        byte[] plain = JSON.createObjectNode()
                .put("state", state.getValue())
                .put("nonce", nonce.getValue())
                .put("verifier", verifier.getValue())
                .put("wanted", wanted)
                .put("endsAt", endsAt.toString())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keyring.seal(plain, CONTEXT));
    }

    /** Empty if it is not one that was sealed here. */
    static Optional<BegunSignIn> open(String sealed, Keyring keyring) {
        try {
            JsonNode json = JSON.readTree(keyring.open(Base64.getUrlDecoder().decode(sealed), CONTEXT));
            return Optional.of(new BegunSignIn(
                    new State(json.path("state").asText()),
                    new Nonce(json.path("nonce").asText()),
                    new CodeVerifier(json.path("verifier").asText()),
                    json.path("wanted").asText(),
                    Instant.parse(json.path("endsAt").asText())));
        } catch (SeraiException | IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }
}
