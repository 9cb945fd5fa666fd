package io.serai.connectors.http;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A header with a keyed digest of the request's body. */
final class HmacAuth {
    static final ObjectShape SHAPE = Shape.object("a signature of the body")
            .required("hmac", Shape.text(), "The secret that signs.")
            .required("algorithm", Shape.oneOf(List.of("HmacSHA1", "HmacSHA256", "HmacSHA512")), "How it is signed.")
            .required("header", Shape.text(), "The header that the signature goes into.")
            .required("encoding", Shape.oneOf(List.of("base64", "hex")), "How the signature is written.")
            .optional("prefix", Shape.text(), "What stands before it in the header, such as sha256=.")
            .build();

    private HmacAuth() {}

    static Auth compile(Node node, Set<String> known) {
        Text secret = Text.compile(node.require("hmac"), known);
        String algorithm = node.require("algorithm").text();
        String header = node.require("header").text();
        boolean hex = node.require("encoding").text().equals("hex");
        String prefix = node.text("prefix").orElse("");
        return (secrets, tokens) -> {
            byte[] key = secret.render(secrets).getBytes(StandardCharsets.UTF_8);
            if (key.length == 0) {
                throw new SeraiException(
                        ErrorCode.CONFIG_INVALID,
                        "The " + tokens.side().named(tokens.context().name())
                                + " signs its requests and has no secret to sign with. Give it.");
            }
            return body -> {
                byte[] signature = sign(algorithm, key, body);
                String written = hex
                        ? HexFormat.of().formatHex(signature)
                        : Base64.getEncoder().encodeToString(signature);
                return Map.of(header, prefix + written);
            };
        };
    }

    private static byte[] sign(String algorithm, byte[] key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }
}
