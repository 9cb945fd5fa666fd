package io.serai.connectors.kafka;

import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How a cluster is reached. Immutable.
 *
 * @param source the source's name, for messages
 */
record Brokers(String source, Map<String, Object> settings) {
    private static final Duration ANSWER = Duration.ofSeconds(20);

    Brokers {
        settings = Map.copyOf(settings);
    }

    static Brokers of(Settings options, String source) {
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
        return new Brokers(source, settings);
    }

    private static String login(String mechanism, String user, Optional<Secret> password) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security." + module + " required username=" + quoted(user) + " password="
                + quoted(password.map(Secret::reveal).orElse("")) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
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
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        group.ifPresent(name -> all.put(ConsumerConfig.GROUP_ID_CONFIG, name));
        return calling(source, () -> new KafkaConsumer<>(all));
    }

    /** Calls Kafka and says what went wrong in the source's words; Kafka's own may name hosts and users only. */
    static <T> T calling(String where, Supplier<T> call) {
        try {
            return call.get();
        } catch (KafkaException e) {
            throw translated(where, e);
        }
    }

    private static SeraiException translated(String where, KafkaException failure) {
        if (failure instanceof AuthenticationException) {
            return new SeraiException(
                    ErrorCode.SOURCE_REFUSED_CREDENTIAL,
                    where + ": the broker refused the log-in. Correct 'security', 'mechanism', 'user' and 'password'.",
                    failure);
        }
        if (failure instanceof AuthorizationException) {
            return new SeraiException(
                    ErrorCode.SOURCE_FORBIDDEN,
                    where + ": the user lacks a right. Allow it to read and describe the topic, and the group if there"
                            + " is one.",
                    failure);
        }
        if (failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException) {
            return unreachable(where, failure);
        }
        boolean address = failure.getCause() instanceof ConfigException;
        return address
                ? unreachable(where, failure)
                : new SeraiException(
                        ErrorCode.SOURCE_FAILED,
                        where + ": Kafka failed (" + failure.getClass().getSimpleName() + "). The next look tries"
                                + " again.",
                        failure);
    }

    static SeraiException unreachable(String where, Throwable cause) {
        return new SeraiException(
                ErrorCode.SOURCE_UNREACHABLE,
                where + ": no broker answers. Check 'brokers' and 'security', and that the brokers' advertised"
                        + " addresses can be reached from here.",
                cause);
    }
}
