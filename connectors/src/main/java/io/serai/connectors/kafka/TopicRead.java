package io.serai.connectors.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.connectors.Side;
import io.serai.format.FormatOptions;
import io.serai.format.Formats;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads to where the topic ended when the read began. What was fetched and not yet yielded is in memory. */
final class TopicRead implements RecordStream {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String where;
    private final String topic;
    private final FormatOptions format;
    private final Map<TopicPartition, Long> end;
    /** Of each partition, the first message that has not been yielded whole. */
    private final Map<TopicPartition, Long> next;

    private Iterator<ConsumerRecord<byte[], byte[]>> fetched = Collections.emptyIterator();
    private Optional<Message> message = Optional.empty();
    private long position;

    /** A message that is being taken apart. */
    private record Message(ConsumerRecord<byte[], byte[]> record, RecordStream content) {}

    TopicRead(
            KafkaConsumer<byte[], byte[]> consumer,
            String where,
            String topic,
            Map<TopicPartition, Long> start,
            Map<TopicPartition, Long> end,
            FormatOptions format) {
        this.consumer = consumer;
        this.where = where;
        this.topic = topic;
        this.next = new HashMap<>(start);
        this.end = end;
        this.format = format;
    }

    @Override
    public Optional<RawItem> next() {
        while (true) {
            if (message.isPresent()) {
                Message open = message.get();
                Optional<RawItem> item = open.content().next();
                if (item.isPresent()) {
                    return Optional.of(placed(item.get(), open.record()));
                }
                open.content().close();
                passed(open.record());
                message = Optional.empty();
            }
            Optional<ConsumerRecord<byte[], byte[]>> record = fetch();
            if (record.isEmpty()) {
                return Optional.empty();
            }
            if (Optional.ofNullable(record.get().value()).isEmpty()) {
                passed(record.get());
                return Optional.of(new RawItem.Read(position++, new JsonRecord(envelope(record.get(), true))));
            }
            message = Optional.of(new Message(
                    record.get(),
                    Formats.open(new ByteArrayInputStream(record.get().value()), topic, format)));
        }
    }

    private void passed(ConsumerRecord<byte[], byte[]> record) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }

    /** The next message below the end. */
    private Optional<ConsumerRecord<byte[], byte[]>> fetch() {
        Duration waited = Duration.ZERO;
        while (true) {
            while (fetched.hasNext()) {
                ConsumerRecord<byte[], byte[]> record = fetched.next();
                if (record.offset() < endOf(new TopicPartition(record.topic(), record.partition()))) {
                    return Optional.of(record);
                }
            }
            if (isAtEnd()) {
                return Optional.empty();
            }
            if (waited.compareTo(PATIENCE) > 0) {
                throw KafkaFailures.unreachable(Side.SOURCE, where, new TimeoutException());
            }
            fetched = KafkaFailures.calling(Side.SOURCE, where, () -> consumer.poll(POLL))
                    .iterator();
            waited = fetched.hasNext() ? Duration.ZERO : waited.plus(POLL);
        }
    }

    private long endOf(TopicPartition partition) {
        return end.getOrDefault(partition, 0L);
    }

    /** Everything fetched was yielded, so the consumer's position counts: it passes over what is no message. */
    private boolean isAtEnd() {
        boolean all = true;
        for (TopicPartition partition : next.keySet()) {
            long at = KafkaFailures.calling(Side.SOURCE, where, () -> consumer.position(partition));
            next.put(partition, Math.max(next.getOrDefault(partition, 0L), Math.min(at, endOf(partition))));
            all &= at >= endOf(partition);
        }
        return all;
    }

    private RawItem placed(RawItem item, ConsumerRecord<byte[], byte[]> record) {
        if (item instanceof RawItem.Unreadable bad) {
            return new RawItem.Unreadable(position++, bad.code(), bad.reason(), bad.raw());
        }
        ObjectNode json = envelope(record, false);
        ((RawItem.Read) item).record().toJson().properties().forEach(field -> {
            if (!json.has(field.getKey())) {
                json.set(field.getKey(), field.getValue());
            }
        });
        return new RawItem.Read(position++, new JsonRecord(json));
    }

    private static ObjectNode envelope(ConsumerRecord<byte[], byte[]> record, boolean deleted) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Optional.ofNullable(record.key())
                .ifPresentOrElse(
                        key -> json.put("_key", new String(key, StandardCharsets.UTF_8)), () -> json.putNull("_key"));
        return json.put("_deleted", deleted)
                .put("_time", Instant.ofEpochMilli(record.timestamp()).toString())
                .put("_partition", record.partition())
                .put("_offset", record.offset());
    }

    @Override
    public Optional<String> cursor() {
        Map<Integer, Long> offsets = new HashMap<>();
        next.forEach((partition, offset) -> offsets.put(partition.partition(), offset));
        return Optional.of(new Offsets(topic, offsets).write());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
