package io.serai.connectors.webhook;

import io.serai.connector.Secret;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a sender proves itself: by HMAC-SHA256 over the body, or over a time, a dot and the body. Immutable and
 * thread-safe.
 *
 * @param scheme what a known sender does
 * @param header the header of the signature, in small letters
 * @param prefix what stands before it
 * @param base64 whether it is written so; else in hexadecimal digits
 * @param timeHeader a header with the seconds since 1970, which are signed too
 * @param tolerance how far the time may be from ours, which is how long a request can be sent again by who overheard it
 */
record Signature(
        Scheme scheme,
        String header,
        String prefix,
        boolean base64,
        Optional<String> timeHeader,
        Duration tolerance,
        Secret secret,
        Clock clock) {
    /** Shapes of signatures, as data. */
    enum Scheme {
        /** As the other settings say. */
        HMAC("x-signature", "", false),
        GITHUB("x-hub-signature-256", "sha256=", false),
        SHOPIFY("x-shopify-hmac-sha256", "", true),
        /** One header holds the time, {@code t=}, and signatures, {@code v1=}. */
        STRIPE("stripe-signature", "v1=", false),
        /** No signature: the secret itself, for senders that cannot sign. */
        TOKEN("authorization", "Bearer ", false);

        private final String header;
        private final String prefix;
        private final boolean base64;

        Scheme(String header, String prefix, boolean base64) {
            this.header = header;
            this.prefix = prefix;
            this.base64 = base64;
        }

        String header() {
            return header;
        }

        String prefix() {
            return prefix;
        }

        boolean isBase64() {
            return base64;
        }
    }

    /** @throws SeraiException NOT_AUTHENTICATED */
    void check(Function<String, Optional<String>> headers, byte[] body) {
        String given = headers.apply(header).orElseThrow(() -> refused("The header '" + header + "' is missing."));
        boolean right = switch (scheme) {
            case TOKEN -> same(given, prefix + secret.reveal());
            case STRIPE -> checkStripe(given, body);
            case HMAC, GITHUB, SHOPIFY -> {
                Optional<String> time = timeHeader.map(name ->
                        headers.apply(name).orElseThrow(() -> refused("The header '" + name + "' is missing.")));
                time.ifPresent(this::checkTime);
                yield same(given, prefix + signed(time, body));
            }
        };
        if (!right) {
            throw refused("The signature does not fit the body. Sign the bytes that are sent, with the secret that the"
                    + " source's 'secret' holds.");
        }
    }

    private boolean checkStripe(String given, byte[] body) {
        Optional<String> time = Optional.empty();
        List<String> signatures = new ArrayList<>();
        for (String part : given.split(",", -1)) {
            if (part.strip().startsWith("t=")) {
                time = Optional.of(part.strip().substring(2));
            } else if (part.strip().startsWith(prefix)) {
                signatures.add(part.strip());
            }
        }
        checkTime(time.orElseThrow(() -> refused("The signature has no time.")));
        String wanted = prefix + signed(time, body);
        boolean right = false;
        for (String signature : signatures) {
            right |= same(signature, wanted);
        }
        return right;
    }

    private void checkTime(String seconds) {
        long distance;
        try {
            distance = Math.abs(Math.subtractExact(clock.instant().getEpochSecond(), Long.parseLong(seconds.strip())));
        } catch (NumberFormatException | ArithmeticException e) {
            throw refused("The time is no number of seconds since 1970.");
        }
        if (distance > tolerance.toSeconds()) {
            throw refused("The time is too far from ours. Correct the clocks, or sign anew what is sent again.");
        }
    }

    /** In constant time. */
    private static boolean same(String given, String wanted) {
        return MessageDigest.isEqual(
                given.strip().getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }

    private String signed(Optional<String> time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            time.ifPresent(text -> mac.update((text + ".").getBytes(StandardCharsets.UTF_8)));
            byte[] digest = mac.doFinal(body);
            return base64
                    ? Base64.getEncoder().encodeToString(digest)
                    : HexFormat.of().formatHex(digest).toLowerCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static SeraiException refused(String message) {
        return new SeraiException(ErrorCode.NOT_AUTHENTICATED, message);
    }
}
