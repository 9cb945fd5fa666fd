package io.serai.connectors.kafka;

import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.connectors.Side;
import io.serai.document.ObjectShape;
import io.serai.document.Shape;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How a cluster is reached. Immutable.
 *
 * @param name the source's or destination's, for messages
 * @param patience for how long an answer is waited for
 */
record Brokers(Side side, String name, Map<String, Object> settings, Duration patience) {
    /** What a cluster is granted, wherever it is. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    Brokers {
        settings = Map.copyOf(settings);
    }

    static ObjectShape.Builder options() {
        return Shape.object("options")
                .required("brokers", Shape.text(), "HOST:PORT of one broker or more, parted by commas.")
                .optional(
                        "security",
                        Shape.oneOf(List.of("plaintext", "ssl", "sasl_plaintext", "sasl_ssl")),
                        "How brokers are spoken to; plaintext unless said.")
                .optional(
                        "mechanism",
                        Shape.oneOf(List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")),
                        "How user and password are shown with sasl; PLAIN unless said.")
                .optional("user", Shape.text(), "The user, with sasl.")
                .optional("password", Shape.secret(), "The user's password.")
                .optional("ca", Shape.text(), "A PEM file of the authorities trusted with ssl; the JDK's unless said.");
    }

    static Brokers of(Settings options, Side side, String name, Duration patience) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.require("brokers"));
        options.text("security")
                .ifPresent(protocol -> settings.put("security.protocol", protocol.toUpperCase(Locale.ROOT)));
        options.text("ca").ifPresent(file -> {
            settings.put("ssl.truststore.type", "PEM");
            settings.put("ssl.truststore.location", file);
        });
        options.text("user").ifPresent(user -> {
            String mechanism = options.text("mechanism").orElse("PLAIN");
            settings.put("sasl.mechanism", mechanism);
            settings.put("sasl.jaas.config", login(mechanism, user, options.secret("password")));
        });
        return new Brokers(side, name, settings, patience);
    }

    private static String login(String mechanism, String user, Optional<Secret> password) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security." + module + " required username=" + quoted(user) + " password="
                + quoted(password.map(Secret::reveal).orElse("")) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A producer whose messages are on the disks of all replicas in step before they count, each once and in order. */
    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        // Half as long again, so that a message whose first answer was lost is sent once more.
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis() * 3 / 2);
        return KafkaFailures.calling(side, name, () -> new KafkaProducer<>(all));
    }

    /** A consumer that is told what to read, joins no group, and keeps no offsets unless it is told to. */
    KafkaConsumer<byte[], byte[]> consumer(Optional<String> group) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        group.ifPresent(name -> all.put(ConsumerConfig.GROUP_ID_CONFIG, name));
        return KafkaFailures.calling(side, name, () -> new KafkaConsumer<>(all));
    }
}
