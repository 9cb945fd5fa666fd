package io.serai.connectors.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.testkit.SourceContract;
import io.serai.connector.testkit.SourceFixture;
import io.serai.source.SourceKind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class WebhookSourceContractTest implements SourceContract {
    private static final String SECRET = "an-open-secret";

    @Override
    public SourceFixture fixture() {
        return new Sender();
    }

    /** Signs what it pushes as the default scheme has it. */
    private static final class Sender implements SourceFixture {
        private static final ObjectMapper JSON = new ObjectMapper();

        private final List<Push> pushes = new ArrayList<>();

        @Override
        public SourceKind kind() {
            return new WebhookSourceKind();
        }

        @Override
        public String options() {
            return "{ secret: " + SECRET + " }";
        }

        @Override
        public String stream() {
            return "{ mapping: people }";
        }

        @Override
        public List<String> secrets() {
            return List.of(SECRET, "wr0ng");
        }

        @Override
        public void write(List<Map<String, String>> records) {
            try {
                byte[] body = JSON.writeValueAsBytes(records);
                pushes.add(new Push(Map.of("content-type", "application/json", "x-signature", signature(body)), body));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        private static String signature(byte[] body) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(body));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public List<Push> pushes() {
            return pushes;
        }

        @Override
        public Optional<String> wrongCredential() {
            return Optional.of("{ secret: wr0ng }");
        }

        @Override
        public void close() {}
    }
}
