package io.serai.connectors.kafka;

import io.serai.connectors.Side;
import io.serai.document.Node;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.format.Format;
import io.serai.format.FormatOptions;
import io.serai.raw.RecordStream;
import io.serai.source.Reads;
import io.serai.source.SourceStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topic. Partitions are assigned, not shared out by a group, so nothing is rebalanced; the offsets are the cursor and
 * so are kept in the transaction that stores the records.
 */
final class TopicStream implements SourceStream.Pulled {
    private static final Logger LOG = LoggerFactory.getLogger(TopicStream.class);

    /** As long as a refusal may take; messages answer at once. */
    private static final Duration FETCH = Duration.ofSeconds(2);

    private final Brokers brokers;
    private final String where;
    private final String topic;
    private final Optional<FormatOptions> format;
    private final Optional<Instant> since;
    private final Optional<String> group;
    private final Reads reads;

    TopicStream(Brokers brokers, String name, Node settings, Reads reads) {
        this.brokers = brokers;
        this.where = brokers.name() + "." + name;
        this.topic = settings.require("topic").text();
        this.format = FormatOptions.of(settings);
        this.since = settings.text("since").map(Instant::parse);
        this.group = settings.text("group");
        this.reads = reads;
    }

    /** Fetches, for to see a topic is one right and to read it another. */
    @Override
    public void check() {
        try (KafkaConsumer<byte[], byte[]> consumer = brokers.consumer(Optional.empty())) {
            KafkaFailures.calling(Side.SOURCE, where, () -> {
                List<TopicPartition> partitions = partitions(consumer);
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                return consumer.poll(FETCH);
            });
        }
    }

    @Override
    public RecordStream read(Optional<String> cursor) {
        Optional<Offsets> stored = cursor.map(text -> Offsets.parse(text, topic, where));
        KafkaConsumer<byte[], byte[]> consumer = brokers.consumer(group);
        try {
            return reads.of(KafkaFailures.calling(Side.SOURCE, where, () -> read(consumer, stored)), consumer::wakeup);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private RecordStream read(KafkaConsumer<byte[], byte[]> consumer, Optional<Offsets> stored) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> first =
                since.isPresent() && stored.isEmpty() ? since(consumer, partitions, since.get(), end) : oldest;
        Map<TopicPartition, Long> start = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Optional<Long> known = stored.map(offsets -> offsets.next().get(partition.partition()));
            known.ifPresent(offset -> refuseGap(partition, offset, oldest, end));
            // A partition that is new to us is so from its first message on.
            start.put(partition, known.orElseGet(() -> first.getOrDefault(partition, 0L)));
        }
        start.forEach(consumer::seek);
        tellGroup(consumer, stored);
        return new TopicRead(consumer, where, topic, start, end, format.orElse(FormatOptions.DEFAULT.as(Format.JSON)));
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = Optional.ofNullable(consumer.partitionsFor(topic)).orElse(List.of()).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new SeraiException(
                    ErrorCode.SOURCE_FAILED,
                    where + ": there is no topic '" + topic + "'. Correct 'topic', or create it.");
        }
        return partitions;
    }

    /** Where nothing is as young, at the end. */
    private static Map<TopicPartition, Long> since(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Instant since,
            Map<TopicPartition, Long> end) {
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(one -> one, one -> since.toEpochMilli())));
        Map<TopicPartition, Long> first = new HashMap<>(end);
        found.forEach((partition, place) ->
                Optional.ofNullable(place).ifPresent(known -> first.put(partition, known.offset())));
        return first;
    }

    private void refuseGap(
            TopicPartition partition, long next, Map<TopicPartition, Long> oldest, Map<TopicPartition, Long> end) {
        if (next < oldest.getOrDefault(partition, 0L)) {
            throw new SeraiException(
                    ErrorCode.CURSOR_INVALID,
                    where + ": messages of partition " + partition.partition() + " were removed before they were read:"
                            + " the next would be " + next + ", the oldest left is " + oldest.get(partition)
                            + ". Give the topic a longer retention; 'serai source reset " + where
                            + "' goes on with the oldest.");
        }
        if (next > end.getOrDefault(partition, Long.MAX_VALUE)) {
            throw new SeraiException(
                    ErrorCode.CURSOR_INVALID,
                    where + ": partition " + partition.partition() + " ends before the next message to be read, so the"
                            + " topic was made anew. 'serai source reset " + where + "' reads it from its start.");
        }
    }

    /** What we were handed was stored. Nothing depends on the group, so nothing stops for it. */
    private void tellGroup(KafkaConsumer<byte[], byte[]> consumer, Optional<Offsets> stored) {
        if (group.isEmpty() || stored.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        stored.get()
                .next()
                .forEach((partition, next) ->
                        offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(next)));
        try {
            consumer.commitSync(offsets);
        } catch (KafkaException e) {
            LOG.warn("{}: the group cannot be told ({})", where, e.getClass().getSimpleName());
        }
    }
}
