package io.serai.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A credential. It shows itself only through {@link #reveal}. */
public final class Secret {
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.([\\w-]+)\\.[\\w-]*");
    private static final Pattern END = Pattern.compile("\"exp\"\\s*:\\s*(\\d{1,12})");

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The credential itself, to be handed on at once. */
    public String reveal() {
        return value;
    }

    /** When it ends, if it says so itself, as tokens (JWT) and certificates (PEM) do. */
    Optional<Instant> end() {
        return value.startsWith("-----BEGIN CERTIFICATE-----") ? endOfCertificate() : endOfToken();
    }

    private Optional<Instant> endOfCertificate() {
        try (InputStream pem = new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8))) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return Optional.of(certificate.getNotAfter().toInstant());
        } catch (CertificateException | IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> endOfToken() {
        Matcher token = TOKEN.matcher(value);
        if (!token.matches()) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(token.group(1));
            Matcher end = END.matcher(new String(claims, StandardCharsets.UTF_8));
            return end.find() ? Optional.of(Instant.ofEpochSecond(Long.parseLong(end.group(1)))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
