package io.serai.connectors.kafka;

import io.serai.connector.testkit.SourceContract;
import io.serai.connector.testkit.SourceFixture;
import io.serai.source.SourceKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class KafkaSourceContractTest implements SourceContract {
    @TempDir
    private static Path folder;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        broker = new KafkaBroker(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    public SourceFixture fixture() {
        return new Topic();
    }

    /** A topic of its own, of two partitions. */
    private static final class Topic implements SourceFixture {
        private final String name = "people-" + UUID.randomUUID();

        Topic() {
            broker.create(name, 2);
        }

        @Override
        public SourceKind kind() {
            return new KafkaSourceKind(KafkaBroker.PATIENCE);
        }

        @Override
        public String options() {
            return KafkaBroker.options(broker.saslBrokers(), KafkaBroker.PASSWORD);
        }

        @Override
        public String stream() {
            return "{ mapping: people, topic: " + name + " }";
        }

        @Override
        public List<String> secrets() {
            return List.of(KafkaBroker.PASSWORD, "wr0ng");
        }

        @Override
        public void write(List<Map<String, String>> records) {
            for (Map<String, String> record : records) {
                int id = Integer.parseInt(record.getOrDefault("id", ""));
                String value = "{\"id\": \"" + id + "\", \"name\": \"" + record.get("name") + "\"}";
                broker.send(name, id % 2, Integer.toString(id), Optional.of(value));
            }
        }

        @Override
        public Optional<String> wrongAddress() {
            return Optional.of(KafkaBroker.options("127.0.0.1:1", KafkaBroker.PASSWORD));
        }

        @Override
        public Optional<String> wrongCredential() {
            return Optional.of(KafkaBroker.options(broker.saslBrokers(), "wr0ng"));
        }

        @Override
        public Optional<String> missingRight() {
            return Optional.of(KafkaBroker.options(broker.saslBrokers(), "guest", KafkaBroker.PASSWORD));
        }

        @Override
        public void close() {
            broker.remove(name);
        }
    }
}
