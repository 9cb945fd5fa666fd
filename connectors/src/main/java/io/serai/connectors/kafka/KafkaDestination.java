package io.serai.connectors.kafka;

import io.serai.connector.Capabilities;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.SyncMode;
import io.serai.connectors.MemberMessage;
import io.serai.connectors.Side;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * A topic that gets a {@link MemberMessage} a member. A member's messages keep their order, since the identifier is their
 * key. Thread-safe.
 */
final class KafkaDestination implements Destination {
    static final int MAX_MEMBERS = 2_000;

    private final Brokers brokers;
    private final String topic;
    private final boolean tombstones;
    private final Clock clock;
    private Optional<KafkaProducer<byte[], byte[]>> open = Optional.empty();
    private boolean closed;

    KafkaDestination(Brokers brokers, String topic, boolean tombstones, Clock clock) {
        this.brokers = brokers;
        this.topic = topic;
        this.tombstones = tombstones;
        this.clock = clock;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(EnumSet.of(SyncMode.MIRROR, SyncMode.ADD_ONLY), MAX_MEMBERS);
    }

    /** Two clients would not keep one member's messages in order. */
    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (closed) {
            throw new IllegalStateException("the destination is closed");
        }
        KafkaProducer<byte[], byte[]> producer = open.orElseGet(brokers::producer);
        open = Optional.of(producer);
        return producer;
    }

    @Override
    public void check() {
        boolean there = KafkaFailures.calling(Side.DESTINATION, brokers.name(), () -> {
            try (var consumer = brokers.consumer(Optional.empty())) {
                return consumer.listTopics().containsKey(topic);
            }
        });
        if (!there) {
            throw new SeraiException(
                    ErrorCode.CONFIG_INVALID,
                    "The topic of " + Side.DESTINATION.named(brokers.name())
                            + " is not there, or its user may not see it. Make it, or correct 'topic'.");
        }
    }

    @Override
    public List<Outcome> deliver(Delivery delivery) {
        delivery.refuseErasure();
        KafkaProducer<byte[], byte[]> producer = producer();
        List<Future<RecordMetadata>> sent = new ArrayList<>(delivery.members().size());
        List<Outcome> outcomes = new ArrayList<>(delivery.members().size());
        try {
            // A cluster that is away keeps every message waiting: after the first that waited in vain, no more are
            // sent.
            for (Member member : delivery.members()) {
                Future<RecordMetadata> one = producer.send(message(delivery, member));
                sent.add(one);
                if (waitedInVain(one)) {
                    break;
                }
            }
        } catch (KafkaException e) {
            stopIfItMust(e);
        }
        for (Future<RecordMetadata> one : sent) {
            outcomes.add(outcome(one, delivery));
        }
        while (outcomes.size() < delivery.members().size()) {
            outcomes.add(new Outcome.Retry(ErrorCode.DESTINATION_UNREACHABLE, Optional.empty()));
        }
        return outcomes;
    }

    private static boolean waitedInVain(Future<RecordMetadata> sent) {
        try {
            return sent.isDone() && sent.get() == null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private ProducerRecord<byte[], byte[]> message(Delivery delivery, Member member) {
        byte[] key = member.identifier().getBytes(StandardCharsets.UTF_8);
        boolean gone = tombstones && delivery.operation() == Operation.REMOVE;
        return new ProducerRecord<>(topic, key, gone ? null : MemberMessage.of(delivery, delivery.sync(), member));
    }

    private Outcome outcome(Future<RecordMetadata> sent, Delivery delivery) {
        try {
            Duration left = Duration.between(clock.instant(), delivery.deadline());
            sent.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
            return new Outcome.Confirmed();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return new Outcome.Rejected(
                        ErrorCode.DESTINATION_REJECTED, "The message is larger than the topic takes.");
            }
            if (e.getCause() instanceof KafkaException failure) {
                return new Outcome.Unknown(stopIfItMust(failure));
            }
            throw new SeraiException(ErrorCode.INTERNAL, "a message could not be sent", e);
        } catch (TimeoutException e) {
            return new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown(ErrorCode.DESTINATION_UNREACHABLE);
        }
    }

    /** A refused log-in or right is no member's. */
    private ErrorCode stopIfItMust(KafkaException failure) {
        SeraiException known = KafkaFailures.of(Side.DESTINATION, brokers.name(), failure);
        if (!known.code().isRetriable()) {
            throw known;
        }
        return known.code();
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.ifPresent(producer -> producer.close(Duration.ofSeconds(5)));
        open = Optional.empty();
    }
}
