package io.serai.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Pauser;
import io.serai.connector.Secrets;
import io.serai.connector.Settings;
import io.serai.connectors.JdkTransport;
import io.serai.document.Document;
import io.serai.document.Node;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.ingest.TestHub;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.run.Run;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics of a real broker as sources. */
class KafkaSourceIT {
    private static final String MAPPING = """
            mapping: people
            key: _key
            observed_at: _time
            deleted: _deleted
            identifiers: { email: email, crm_id: _key }
            traits: { first_name: name }
            """;

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

    private static Source open(String options) {
        KafkaSourceKind kind = new KafkaSourceKind(KafkaBroker.PATIENCE);
        Settings settings = Settings.read(
                        parse(options),
                        kind.options(),
                        Secrets.of(Map.of("PASSWORD", KafkaBroker.PASSWORD, "WRONG", "wrong")),
                        new Problems())
                .orElseThrow();
        return kind.open(settings, new ConnectorContext("shop", Clock.systemUTC(), new JdkTransport(), Pauser.REAL));
    }

    private static SourceStream.Pulled stream(String settings) {
        Node node = parse("{ mapping: people, " + settings + " }");
        assertThat(new KafkaSourceKind().stream().accepts(node)).isTrue();
        return (SourceStream.Pulled) open("{ brokers: \"" + broker.brokers() + "\" }").stream("people", node);
    }

    private static Node parse(String yaml) {
        Problems problems = new Problems();
        Node node = Document.parse("test.yaml", yaml, problems).orElseThrow();
        problems.throwIfAny();
        return node;
    }

    private static void send(String topic, int partition, int person) {
        broker.send(
                topic,
                partition,
                "k" + person,
                Optional.of("{\"email\": \"p" + person + "@example.com\", \"name\": \"Ann\"}"));
    }

    private record Look(List<JsonNode> records, Optional<String> cursor) {
        List<String> keys() {
            return records.stream().map(json -> json.path("_key").asText()).toList();
        }
    }

    /** @param most records after which the read is left */
    private static Look read(SourceStream.Pulled stream, Optional<String> cursor, int most) {
        List<JsonNode> records = new ArrayList<>();
        try (RecordStream items = stream.read(cursor)) {
            while (records.size() < most) {
                Optional<RawItem> item = items.next();
                if (item.isEmpty()) {
                    break;
                }
                records.add(((RawItem.Read) item.get()).record().toJson());
            }
            return new Look(records, items.cursor());
        }
    }

    private static Optional<Run> look(TestHub hub, SourceStream.Pulled stream) {
        Problems problems = new Problems();
        Mapping mapping = MappingReader.read(parse(MAPPING), hub.identity().schema(), problems)
                .orElseThrow(() -> new AssertionError(problems.toString()));
        ImportInput input = ImportInput.since(new StreamName("shop", "people"), mapping, TestHub.NOW, stream::read);
        return new Importer(hub.identity(), hub.runs(), 10).runIfAny(input, () -> false, (run, counts) -> {});
    }

    @Test
    void everyMessageIsStoredOnceATombstoneRemovesAndTheGroupIsToldAfterwards() {
        // Given
        broker.create("people", 3);
        for (int person = 0; person < 45; person++) {
            send("people", person % 3, person);
        }
        broker.send("people", 0, "bad", Optional.of("{\"email\": "));
        send("people", 1, 1);
        try (TestHub hub = new TestHub()) {
            SourceStream.Pulled stream = stream("topic: people, group: watch");
            // When
            Run first = look(hub, stream).orElseThrow();
            Optional<Long> told = broker.committed("watch", "people", 0);
            Optional<Run> quiet = look(hub, stream);
            broker.send("people", 2, "k2", Optional.empty());
            Run second = look(hub, stream).orElseThrow();
            // Then
            assertThat(first.imported().read()).isEqualTo(47);
            assertThat(first.imported().invalid()).isEqualTo(1);
            assertThat(told).isEmpty();
            assertThat(quiet).isEmpty();
            assertThat(broker.committed("watch", "people", 0)).contains(16L);
            assertThat(second.imported().read()).isEqualTo(1);
            assertThat(hub.membership().values().stream().flatMap(Set::stream))
                    .hasSize(44)
                    .noneMatch(key -> key.endsWith(":k2"));
        }
    }

    @Test
    void aReadThatIsLeftGoesOnWhereItWasEvenWhenTheBrokerDied() throws InterruptedException {
        // Given
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        broker.create("left", 2);
        for (int person = 0; person < 200; person++) {
            send("left", random.nextInt(2), person);
        }
        SourceStream.Pulled stream = stream("topic: left");
        // When
        List<String> keys = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int part = 0; part < 6; part++) {
            // The cursor speaks of messages that were yielded whole, which is seen when the next one is asked for.
            Look look = read(stream, cursor, 1 + random.nextInt(30));
            keys.addAll(look.keys());
            cursor = look.cursor();
            if (part == 3) {
                broker.crash();
            }
        }
        Look rest = read(stream, cursor, 1_000);
        keys.addAll(rest.keys());
        // Then
        assertThat(Set.copyOf(keys)).hasSize(200);
        assertThat(keys).as("at most the last of each part comes again").hasSizeLessThanOrEqualTo(206);
        assertThat(read(stream, rest.cursor(), 1).records()).isEmpty();
    }

    @Test
    void aPartitionThatIsAddedLaterIsReadFromItsStart() {
        // Given
        broker.create("grown", 1);
        send("grown", 0, 1);
        SourceStream.Pulled stream = stream("topic: grown");
        Look before = read(stream, Optional.empty(), 10);
        // When
        broker.grow("grown", 2);
        send("grown", 1, 2);
        send("grown", 0, 3);
        Look after = read(stream, before.cursor(), 10);
        // Then
        assertThat(after.keys()).containsExactlyInAnyOrder("k2", "k3");
    }

    @Test
    void whatRetentionRemovedUnreadIsSaid() {
        // Given
        broker.create("short", 1);
        send("short", 0, 1);
        SourceStream.Pulled stream = stream("topic: short");
        Look first = read(stream, Optional.empty(), 10);
        send("short", 0, 2);
        send("short", 0, 3);
        // When
        broker.forget("short", 0, 2);
        // Then
        assertThatThrownBy(() -> read(stream, first.cursor(), 10))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CURSOR_INVALID))
                .hasMessageContaining("retention");
    }

    @Test
    void aMomentCanBeTheBeginning() {
        // Given
        broker.create("dated", 1);
        send("dated", 0, 1);
        // When
        Look future = read(stream("topic: dated, since: 2999-01-01T00:00:00Z"), Optional.empty(), 10);
        Look past = read(stream("topic: dated, since: 1999-01-01T00:00:00Z"), Optional.empty(), 10);
        // Then
        assertThat(future.records()).isEmpty();
        assertThat(past.keys()).containsExactly("k1");
    }

    @Test
    void checkTellsAWrongAddressFromAWrongPassword() {
        String sasl = "{ brokers: \"%s\", security: sasl_plaintext, user: hub, password: \"{{env:%s}}\" }";

        open(sasl.formatted(broker.saslBrokers(), "PASSWORD")).check();

        assertThatThrownBy(() ->
                        open(sasl.formatted(broker.saslBrokers(), "WRONG")).check())
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_REFUSED_CREDENTIAL));
        assertThatThrownBy(() -> open("{ brokers: \"127.0.0.1:1\" }").check())
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE));
        assertThatThrownBy(() -> read(stream("topic: nowhere"), Optional.empty(), 1))
                .hasMessageContaining("no topic 'nowhere'");
    }

    /** The page's example is what the connector takes. */
    @Test
    void theExampleOfThePageIsRight() throws IOException {
        Node example = parse(
                Files.readString(Path.of("../docs/how-to/connect-kafka.md")).split("```yaml|```")[1]);
        KafkaSourceKind kind = new KafkaSourceKind();

        assertThat(example.require("connector").text()).isEqualTo(kind.name());
        assertThat(kind.options().accepts(example.require("options"))).isTrue();
        assertThat(example.require("streams").entries().values())
                .isNotEmpty()
                .allMatch(stream -> kind.stream().accepts(stream));
    }
}
