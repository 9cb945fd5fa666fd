package io.serai.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.connector.Connector;
import io.serai.connector.testkit.DestinationBehavior;
import io.serai.connector.testkit.DestinationContract;
import io.serai.connector.testkit.DestinationFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class KafkaDestinationContractIT implements DestinationContract {
    @TempDir
    static Path folder;

    private static Optional<KafkaBroker> broker = Optional.empty();

    @BeforeAll
    static void start() {
        broker = Optional.of(new KafkaBroker(folder));
    }

    @AfterAll
    static void stop() {
        broker.ifPresent(KafkaBroker::close);
    }

    @Override
    public DestinationFixture fixture() {
        return new Topic(broker.orElseThrow());
    }

    private static final class Topic implements DestinationFixture {
        private static final ObjectMapper JSON = new ObjectMapper();
        /** A topic takes whatever it is given. */
        private static final Set<DestinationBehavior> HAS = EnumSet.of(
                DestinationBehavior.REMOVES,
                DestinationBehavior.HAS_ADDRESS,
                DestinationBehavior.HAS_CREDENTIAL,
                DestinationBehavior.FAILS);

        private final KafkaBroker broker;
        private final String topic = "t-" + UUID.randomUUID();

        Topic(KafkaBroker broker) {
            this.broker = broker;
            broker.create(topic, 3);
        }

        @Override
        public Connector connector() {
            return new KafkaConnector(KafkaBroker.PATIENCE);
        }

        @Override
        public String options() {
            return KafkaBroker.options(broker.saslBrokers(), KafkaBroker.PASSWORD);
        }

        @Override
        public String audience() {
            return "{ topic: " + topic + " }";
        }

        @Override
        public boolean has(DestinationBehavior behavior) {
            return HAS.contains(behavior);
        }

        @Override
        public List<String> secrets() {
            return List.of(KafkaBroker.PASSWORD, "wrong-password");
        }

        @Override
        public Map<String, Map<String, String>> held() {
            Map<String, Map<String, String>> held = new TreeMap<>();
            for (byte[] message : broker.messages(topic)) {
                take(parse(message), held);
            }
            return held;
        }

        private static JsonNode parse(byte[] message) {
            try {
                return JSON.readTree(new String(message, UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void take(JsonNode message, Map<String, Map<String, String>> held) {
            String email = message.path("email").asText();
            if (message.path("op").asText().equals("remove")) {
                held.remove(email);
                return;
            }
            Map<String, String> fields = new TreeMap<>();
            message.path("fields").fields().forEachRemaining(field -> {
                if (!field.getValue().isNull()) {
                    fields.put(field.getKey(), field.getValue().asText());
                }
            });
            held.put(email, fields);
        }

        @Override
        public void ail(DestinationBehavior behavior) {
            broker.leave();
        }

        @Override
        public void mend() {
            broker.comeBack();
        }

        @Override
        public String wrongAddress() {
            return KafkaBroker.options("127.0.0.1:1", KafkaBroker.PASSWORD);
        }

        @Override
        public String wrongCredential() {
            return KafkaBroker.options(broker.saslBrokers(), "wrong-password");
        }

        @Override
        public void close() {
            if (!broker.isThere()) {
                broker.comeBack();
            }
        }
    }
}
