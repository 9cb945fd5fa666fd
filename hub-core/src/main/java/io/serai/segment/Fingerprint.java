package io.serai.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells compiled definitions apart by what they select. */
public final class Fingerprint {
    private Fingerprint() {}

    /** The same statements with the same parameters have the same 32 bytes. */
    public static byte[] of(List<String> statements, Map<String, Object> parameters) {
        List<String> content = new ArrayList<>(statements);
        new TreeMap<>(parameters).forEach((name, value) -> content.addAll(List.of(name, value.toString())));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : content) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                // The length too, so that no value can pass for the end of one and the beginning of the next.
                digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
