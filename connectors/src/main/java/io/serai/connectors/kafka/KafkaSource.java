package io.serai.connectors.kafka;

import io.serai.connectors.Side;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import io.serai.raw.RecordStream;
import io.serai.source.DiscoveredStream;
import io.serai.source.Reads;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A cluster. Every read has a consumer of its own. Thread-safe. */
final class KafkaSource implements Source {
    private static final int MOST_TOPICS = 200;

    private final Brokers brokers;
    private final Reads reads;

    KafkaSource(Brokers brokers) {
        this.brokers = brokers;
        this.reads = new Reads(brokers.name());
    }

    @Override
    public void check() {
        topics();
    }

    private List<String> topics() {
        try (KafkaConsumer<byte[], byte[]> consumer = brokers.consumer(Optional.empty())) {
            return KafkaFailures.calling(Side.SOURCE, brokers.name(), consumer::listTopics).keySet().stream()
                    .filter(topic -> !topic.startsWith("__"))
                    .sorted()
                    .limit(MOST_TOPICS)
                    .toList();
        }
    }

    @Override
    public List<DiscoveredStream> discover(int samples) {
        return topics().stream()
                .map(topic -> new DiscoveredStream(
                        name(topic), List.of("topic: \"" + topic + "\""), "_key", samples(topic, samples)))
                .toList();
    }

    private static String name(String topic) {
        String name =
                topic.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-$", "");
        return name.isEmpty() ? "topic" : name.substring(0, Math.min(63, name.length()));
    }

    private List<RawRecord> samples(String topic, int most) {
        Node settings = Document.parse("discovered", "topic: \"" + topic + "\"", new Problems())
                .orElseThrow();
        List<RawRecord> records = new ArrayList<>();
        try (RecordStream stream = new TopicStream(brokers, topic, settings, reads).read(Optional.empty())) {
            while (records.size() < most) {
                Optional<RawItem> item = stream.next();
                if (item.isEmpty()) {
                    break;
                }
                if (item.get() instanceof RawItem.Read read) {
                    records.add(read.record());
                }
            }
        }
        return records;
    }

    @Override
    public SourceStream stream(String name, Node settings) {
        return new TopicStream(brokers, name, settings, reads);
    }

    @Override
    public void close() {
        reads.close();
    }
}
