package io.serai.connectors.kafka;

import io.serai.connectors.Side;
import io.serai.error.SeraiException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What a failure of Kafka's client means and what to do about it. */
final class KafkaFailures {
    private KafkaFailures() {}

    /** Calls Kafka and says what went wrong in the source's words; Kafka's own may name hosts and users only. */
    static <T> T calling(Side side, String where, Supplier<T> call) {
        try {
            return call.get();
        } catch (KafkaException e) {
            throw of(side, where, e);
        }
    }

    static SeraiException of(Side side, String where, KafkaException failure) {
        if (failure instanceof AuthenticationException) {
            return new SeraiException(
                    side.refusedCredential,
                    where + ": the broker refused the log-in. Correct 'security', 'mechanism', 'user' and 'password'.",
                    failure);
        }
        if (failure instanceof AuthorizationException) {
            return new SeraiException(side.forbidden, where + ": the user lacks a right. " + rights(side), failure);
        }
        if (failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException) {
            return unreachable(side, where, failure);
        }
        boolean address = failure.getCause() instanceof ConfigException;
        return address
                ? unreachable(side, where, failure)
                : new SeraiException(
                        side.failed,
                        where + ": Kafka failed (" + failure.getClass().getSimpleName() + "). " + side.again(),
                        failure);
    }

    static SeraiException unreachable(Side side, String where, Throwable cause) {
        return new SeraiException(
                side.unreachable,
                where + ": no broker answers. Check 'brokers' and 'security', and that the brokers' advertised"
                        + " addresses can be reached from here.",
                cause);
    }

    private static String rights(Side side) {
        return side == Side.SOURCE
                ? "Allow it to read and describe the topic, and the group if there is one."
                : "Allow it to describe the topic and to write to it.";
    }
}
