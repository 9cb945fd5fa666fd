package io.serai.connectors.kafka;

import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** A real broker in a JVM of its own, on free ports of the loopback address. */
public final class KafkaBroker implements AutoCloseable {
    static final String PASSWORD = "an-open-secret";
    /** Enough for a broker on this machine; what is not there is waited for as long. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path folder;
    private final int port = EmbeddedMariaDb.freePort();
    private final int saslPort = EmbeddedMariaDb.freePort();
    private Process process;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    public KafkaBroker(Path folder) {
        this.folder = folder;
        int controller = EmbeddedMariaDb.freePort();
        try {
            Files.writeString(folder.resolve("server.properties"), """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%3$d
                    controller.listener.names=CONTROLLER
                    listeners=PLAINTEXT://127.0.0.1:%1$d,SASL_PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
                    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
                    sasl.enabled.mechanisms=PLAIN
                    listener.name.sasl_plaintext.plain.sasl.jaas.config=\
                    org.apache.kafka.common.security.plain.PlainLoginModule required user_hub="%4$s" user_guest="%4$s";
                    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                    super.users=User:ANONYMOUS;User:hub
                    log.dirs=%5$s
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=1
                    transaction.state.log.replication.factor=1
                    transaction.state.log.min.isr=1
                    auto.create.topics.enable=false
                    """.formatted(
                            port, saslPort, controller, PASSWORD, folder.resolve("data")));
            run("kafka.tools.StorageTool", "format", "-t", Uuid.randomUuid().toString(), "-c", "server.properties")
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = run("kafka.Kafka", "server.properties");
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        admin = Admin.create(
                Map.of("bootstrap.servers", brokers(), "default.api.timeout.ms", 5000, "request.timeout.ms", 4000));
        awaitAnswer();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers(), "linger.ms", 5), new StringSerializer(), new StringSerializer());
    }

    private Process run(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("broker.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(
                                Files.readString(folder.resolve("broker.log"), StandardCharsets.UTF_8));
                    }
                })
                .ignoreExceptions()
                .until(() -> !admin.describeCluster().nodes().get().isEmpty());
    }

    public String brokers() {
        return "127.0.0.1:" + port;
    }

    String saslBrokers() {
        return "127.0.0.1:" + saslPort;
    }

    /** Options of a source or destination that logs in, as YAML flow. */
    static String options(String brokers, String password) {
        return options(brokers, "hub", password);
    }

    /** @param user hub, who may do everything, or guest, who may do nothing but log in */
    static String options(String brokers, String user, String password) {
        return "{ brokers: \"" + brokers + "\", security: sasl_plaintext, user: " + user + ", password: " + password
                + " }";
    }

    public void create(String topic, int partitions) {
        await(() -> admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get());
    }

    void remove(String topic) {
        await(() -> admin.deleteTopics(List.of(topic)).all().get());
    }

    void grow(String topic, int partitions) {
        await(() -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all()
                .get());
    }

    /** As retention does. */
    void forget(String topic, int partition, long before) {
        await(() -> admin.deleteRecords(
                        Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                .all()
                .get());
    }

    /** Where a group says it is; empty if it never said. */
    Optional<Long> committed(String group, String topic, int partition) {
        return Optional.ofNullable(await(() -> admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(new TopicPartition(topic, partition))))
                .map(offset -> offset.offset());
    }

    void send(String topic, int partition, String key, Optional<String> value) {
        await(() -> producer.send(new ProducerRecord<>(topic, partition, key, value.orElse(null)))
                .get());
    }

    private interface Call<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    private static <T> T await(Call<T> call) {
        try {
            return call.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the broker did not do it", e);
        }
    }

    private void kill() {
        process.destroyForcibly();
    }

    /** The power goes, and comes back. */
    void crash() {
        leave();
        comeBack();
    }

    /** The power goes. */
    void leave() {
        kill();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    void comeBack() {
        process = run("kafka.Kafka", "server.properties");
        awaitAnswer();
    }

    boolean isThere() {
        return process.isAlive();
    }

    /** The values of a topic's messages so far, partition by partition. */
    public List<byte[]> messages(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<byte[]> values = new ArrayList<>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
            return values;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
        kill();
    }
}
