package io.serai.alert;

import io.serai.connector.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks have it. Thread-safe. */
public final class SigningKey {
    private static final String MARK = "whsec_";
    private static final int LEAST_BYTES = 24;

    private final byte[] key;

    private SigningKey(byte[] key) {
        this.key = key;
    }

    /** Empty if the secret is none. */
    public static Optional<SigningKey> of(Secret secret) {
        String text = secret.reveal();
        if (!text.startsWith(MARK)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.substring(MARK.length())))
                    .filter(bytes -> bytes.length >= LEAST_BYTES)
                    .map(SigningKey::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The value of {@code webhook-signature}. */
    public String sign(String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
