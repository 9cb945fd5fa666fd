package io.serai.connectors.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Signed assertions (RFC 7523) by RS256. */
final class Jwt {
    private static final Duration LIFE = Duration.ofMinutes(3);

    private Jwt() {}

    /**
     * @param pem an RSA key, PKCS #8 in PEM
     * @param place whose key it is, for messages
     * @throws SeraiException CONFIG_INVALID if it is no such key
     */
    static String sign(String pem, String issuer, String subject, String audience, Instant now, String place) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String header = json.objectNode().put("alg", "RS256").put("typ", "JWT").toString();
        String claims = json.objectNode()
                .put("iss", issuer)
                .put("sub", subject)
                .put("aud", audience)
                .put("exp", now.plus(LIFE).getEpochSecond())
                .toString();
        String signed = encoded(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key(pem));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: it may quote the key.
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "The private key of '" + place + "' is no RSA key. Give it in PKCS #8, beginning with"
                            + " -----BEGIN PRIVATE KEY-----.");
        }
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
