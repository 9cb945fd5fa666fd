package io.serai.connectors.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

/** A digest and how its bytes are written. */
enum Digest {
    SHA256_HEX("SHA-256", HexFormat.of()::formatHex),
    /** Base64 of the 32 bytes themselves, not of their hexadecimal text. */
    SHA256_BASE64("SHA-256", Base64.getEncoder()::encodeToString),
    /** A vendor's key, no protection. */
    MD5_HEX("MD5", HexFormat.of()::formatHex);

    private final String algorithm;
    private final Function<byte[], String> encoding;

    Digest(String algorithm, Function<byte[], String> encoding) {
        this.algorithm = algorithm;
        this.encoding = encoding;
    }

    boolean isSha256() {
        return algorithm.equals("SHA-256");
    }

    /** The digest of a text in UTF-8. */
    String of(String text) {
        try {
            return encoding.apply(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }

    /** The same digest, given in hexadecimal, as this one is written. */
    String rewritten(String hex) {
        return encoding.apply(HexFormat.of().parseHex(hex));
    }
}
