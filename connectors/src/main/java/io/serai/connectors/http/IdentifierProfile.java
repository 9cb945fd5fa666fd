package io.serai.connectors.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** How a vendor wants identifiers written. An identifier with nothing left in it is never digested: see {@link #apply}. */
enum IdentifierProfile {
    /** As it is, trimmed. */
    PLAIN(""),
    /** Trimmed, in small letters. */
    PLAIN_LOWER(""),
    /** Trimmed, in small letters, SHA-256 in hexadecimal. */
    SHA256_LOWER_HEX("SHA-256"),
    /** Trimmed, in small letters, MD5 in hexadecimal: a vendor's key, no protection. */
    MD5_LOWER_HEX("MD5");

    private final String digest;

    IdentifierProfile(String digest) {
        this.digest = digest;
    }

    static IdentifierProfile of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The identifier as the vendor gets it; empty stays empty, for the digest of nothing would name everybody. */
    String apply(String identifier) {
        String plain = this == PLAIN ? identifier.strip() : identifier.strip().toLowerCase(Locale.ROOT);
        if (digest.isEmpty() || plain.isEmpty()) {
            return plain;
        }
        try {
            byte[] hash = MessageDigest.getInstance(digest).digest(plain.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(digest + " is part of every JDK", e);
        }
    }

    /** An identifier as an answer writes it, to be found among those that were sent. */
    String recognise(String named) {
        return this == PLAIN_LOWER ? apply(named) : named;
    }
}
