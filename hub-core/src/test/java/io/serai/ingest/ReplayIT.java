package io.serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.ingest.Importer.Again;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.privacy.Suppressions;
import io.serai.privacy.Suppressions.Scope;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.Header;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import io.serai.raw.RecordStream;
import io.serai.raw.TabularRecord;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kept records go through a mended mapping as if it had been right from the start. */
class ReplayIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StreamName STREAM = new StreamName("crm", "contacts");
    private static final String WRONG = """
            mapping: contacts
            key: id
            observed_at: at
            identifiers: { email: mail }
            traits: { city: town, visits: visits }
            events: [{ type: order_completed, id: order, properties: { revenue: paid } }]
            """;
    private static final String RIGHT = """
            mapping: contacts
            key: id
            observed_at: at
            identifiers: { email: mail, crm_id: number }
            traits: { city: city, plan: plan }
            events: [{ type: order_completed, id: order, properties: { revenue: total } }]
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void replayedIsAsIfTheMappingHadAlwaysBeenSo(long seed) {
        // Given: people told of several times, in batches of 7
        List<JsonNode> records = histories(new SplittableRandom(seed), 60);
        try (TestHub mended = new TestHub();
                TestHub always = new TestHub()) {
            store(mended, WRONG, records, true);
            store(always, RIGHT, records, false);
            // When
            ImportCounts foreseen = raw(mended).preview(STREAM, mapping(mended, RIGHT), Optional.empty());
            Run run = raw(mended).replay(STREAM, mapping(mended, RIGHT), Optional.empty(), id -> {});
            // Then
            assertThat(run.imported()).as("seed %d", seed).isEqualTo(foreseen);
            assertThat(run.imported().stored()).isPositive();
            assertThat(mended.content()).isEqualTo(always.content());
            assertThat(mended.partition()).isEqualTo(always.partition());
            assertThat(mended.events()).isEqualTo(always.events());
            // And again: nothing is new
            Run again = raw(mended).replay(STREAM, mapping(mended, RIGHT), Optional.empty(), id -> {});
            assertThat(mended.content()).isEqualTo(always.content());
            assertThat(again.imported().balance()).isTrue();
        }
    }

    @Test
    void laterValuesAreNeverOverwrittenByReplayedOnes() {
        // Given
        List<JsonNode> old = List.of(
                json(
                        "{'id':'1','mail':'a@x.de','town':'Bonn','city':'Ulm','order':'o1','paid':1,'total':2,'at':'2026-01-01T00:00:00Z'}"));
        List<JsonNode> later = List.of(
                json(
                        "{'id':'1','mail':'a@x.de','town':'Rom','city':'Rom','order':'o1','paid':1,'total':2,'at':'2026-02-01T00:00:00Z'}"));
        try (TestHub hub = new TestHub()) {
            store(hub, WRONG, old, true);
            store(hub, WRONG, later, false);
            // When
            raw(hub).replay(STREAM, mapping(hub, RIGHT), Optional.empty(), id -> {});
            // Then
            assertThat(hub.content().toString()).contains("Rom").doesNotContain("Ulm");
        }
    }

    @Test
    void whoIsSuppressedMeanwhileIsNotToldOfAgain() {
        // Given
        List<JsonNode> both = List.of(
                json(
                        "{'id':'1','mail':'ann@x.de','order':'o1','paid':1,'total':2,'city':'Ulm','at':'2026-01-01T00:00:00Z'}"),
                json(
                        "{'id':'2','mail':'bo@x.de','order':'o2','paid':1,'total':2,'city':'Ulm','at':'2026-01-01T00:00:00Z'}"));
        try (TestHub hub = new TestHub()) {
            store(hub, WRONG, both, true);
            // When
            new Suppressions(hub.identity()).add("email", "ann@x.de", Scope.INGEST, "asked", TestHub.BY);
            ImportCounts foreseen = raw(hub).preview(STREAM, mapping(hub, RIGHT), Optional.empty());
            Run run = raw(hub).replay(STREAM, mapping(hub, RIGHT), Optional.empty(), id -> {});
            // Then
            assertThat(foreseen.suppressed()).isOne();
            assertThat(run.imported().suppressed()).isOne();
            assertThat(hub.content().values())
                    .filteredOn(person -> person.contains("Ulm"))
                    .singleElement()
                    .asString()
                    .contains("bo@x.de");
        }
    }

    @Test
    void aConsentThatWasTakenBackSinceStaysSo() {
        // Given
        String mapping = RIGHT + "consents: { email_marketing: { from: news, map: { yes: granted, no: denied } } }\n";
        try (TestHub hub = new TestHub()) {
            store(
                    hub,
                    WRONG,
                    List.of(
                            json(
                                    "{'id':'1','mail':'a@x.de','news':'yes','order':'o1','paid':1,'total':2,'at':'2026-01-01T00:00:00Z'}")),
                    true);
            store(
                    hub,
                    mapping,
                    List.of(
                            json(
                                    "{'id':'1','mail':'a@x.de','news':'no','order':'o1','paid':1,'total':2,'at':'2026-02-01T00:00:00Z'}")),
                    false);
            String before = hub.content().toString();
            // When
            raw(hub).replay(STREAM, mapping(hub, mapping), Optional.empty(), id -> {});
            // Then
            assertThat(before).containsIgnoringCase("denied");
            assertThat(hub.content().toString()).containsIgnoringCase("denied").doesNotContainIgnoringCase("granted");
        }
    }

    @Test
    void onlyWhatWasReadSinceIsReplayed() {
        // Given
        try (TestHub hub = new TestHub()) {
            store(hub, WRONG, histories(new SplittableRandom(5), 20), true);
            // When // Then
            assertThat(raw(hub).preview(STREAM, mapping(hub, RIGHT), Optional.of(TestHub.NOW))
                            .read())
                    .isPositive();
            assertThat(raw(hub).preview(STREAM, mapping(hub, RIGHT), Optional.of(TestHub.NOW.plusSeconds(1)))
                            .read())
                    .isZero();
        }
    }

    @Test
    void previewKeepsNothing() {
        // Given
        try (TestHub hub = new TestHub()) {
            store(hub, WRONG, histories(new SplittableRandom(9), 20), true);
            Object before = hub.content();
            // When
            raw(hub).preview(STREAM, mapping(hub, RIGHT), Optional.empty());
            // Then
            assertThat(hub.content()).isEqualTo(before);
        }
    }

    @Test
    void rawRecordsAreSealedAndGoWhenTheirTimeIsUp() {
        // Given
        try (TestHub hub = new TestHub()) {
            store(
                    hub,
                    WRONG,
                    List.of(
                            json(
                                    "{'id':'1','mail':'canary@x.de','order':'o1','paid':1,'total':2,'at':'2026-01-01T00:00:00Z'}")),
                    true);
            String stored = hub.database()
                    .inTransaction(handle -> handle.createQuery("SELECT CONVERT(payload USING latin1) FROM raw_batch")
                            .mapTo(String.class)
                            .one());
            assertThat(stored).doesNotContain("canary");
            assertThat(raw(hub).expire()).isZero();
            // When
            hub.database().inTransaction(handle -> handle.execute("UPDATE raw_batch SET expires_at = '2000-01-01'"));
            // Then
            assertThat(raw(hub).expire()).isOne();
        }
    }

    @Test
    void rowsOfTablesComeBackAsRows() {
        // Given
        Header header = Header.of(List.of("geo.city", "n"));
        RawLines lines = new RawLines();
        lines.add(new RawItem.Read(4, TabularRecord.of(header, "Bonn", "")));
        lines.add(new RawItem.Read(9, new JsonRecord(json("{'n':1.50,'big':12345678901234567890}"))));
        // When
        List<RawItem.Read> read = RawLines.read(lines.finish());
        // Then
        assertThat(read).extracting(RawItem.Read::position).containsExactly(4L, 9L);
        assertThat(read.get(0).record().tabular()).isPresent();
        assertThat(read.get(0).record().toJson()).hasToString("{\"geo.city\":\"Bonn\",\"n\":null}");
        assertThat(read.get(1).record().toJson()).hasToString("{\"n\":1.50,\"big\":12345678901234567890}");
    }

    private static RawBatches raw(TestHub hub) {
        return new RawBatches(hub.identity(), hub.runs());
    }

    private static void store(TestHub hub, String mapping, List<JsonNode> records, boolean keep) {
        ImportInput input = ImportInput.fixed(
                        STREAM,
                        mapping(hub, mapping),
                        "test",
                        Integer.toString(records.hashCode()),
                        TestHub.NOW,
                        () -> stream(records))
                .keeping(keep ? Optional.of(Duration.ofDays(30)) : Optional.empty());
        Run run = new Importer(hub.identity(), hub.runs(), 7).run(input, Again.READ, () -> false, (id, counts) -> {});
        assertThat(Importer.isFinished(run)).isTrue();
        assertThat(run.imported().invalid()).isZero();
    }

    private static Mapping mapping(TestHub hub, String yaml) {
        Problems problems = new Problems();
        Optional<Mapping> mapping = Document.parse("mapping.yaml", yaml, problems)
                .flatMap(root -> MappingReader.read(root, hub.identity().schema(), problems));
        problems.throwIfAny();
        return mapping.orElseThrow();
    }

    private static RecordStream stream(List<JsonNode> records) {
        Iterator<JsonNode> rest = records.iterator();
        return new RecordStream() {
            private long position;

            @Override
            public Optional<RawItem> next() {
                RawRecord record = rest.hasNext() ? new JsonRecord(rest.next()) : null;
                return Optional.ofNullable(record).map(found -> new RawItem.Read(position++, found));
            }

            @Override
            public void close() {}
        };
    }

    private static List<JsonNode> histories(SplittableRandom random, int count) {
        List<JsonNode> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int person = random.nextInt(12);
            Map<String, Object> record = new java.util.LinkedHashMap<>();
            record.put("id", "k" + person);
            record.put("at", TestHub.NOW.minusSeconds(random.nextInt(1_000_000)).toString());
            record.put("order", "o" + random.nextInt(20));
            record.put("paid", random.nextInt(100));
            record.put("total", random.nextInt(100));
            maybe(random, record, "mail", "m" + random.nextInt(10) + "@x.de");
            maybe(random, record, "number", "n" + random.nextInt(14));
            maybe(random, record, "town", "Town" + random.nextInt(3));
            maybe(random, record, "city", "City" + random.nextInt(3));
            maybe(random, record, "plan", "plan" + random.nextInt(3));
            maybe(random, record, "visits", random.nextInt(9));
            records.add(JSON.valueToTree(record));
        }
        return records;
    }

    private static void maybe(SplittableRandom random, Map<String, Object> record, String field, Object value) {
        if (random.nextInt(3) > 0) {
            record.put(field, value);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper()
                    .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .setNodeFactory(com.fasterxml.jackson.databind.node.JsonNodeFactory.withExactBigDecimals(true))
                    .readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
