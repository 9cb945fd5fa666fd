package io.serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.identity.Identity;
import io.serai.ingest.Importer.Again;
import io.serai.mapping.Mapping;
import io.serai.mapping.MappingReader;
import io.serai.profile.StreamFields;
import io.serai.profile.Streams;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.Header;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import io.serai.raw.RawRecord;
import io.serai.raw.RecordStream;
import io.serai.raw.TabularRecord;
import io.serai.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fields that a stream's records did not have before are told. */
class NewFieldsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StreamName STREAM = new StreamName("shop", "customers");
    private static final int BATCH = 3;

    private final TestHub hub = new TestHub();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void theFirstReadRemembersSilentlyAndALaterOneTells() {
        // Given
        assertThat(read(person("k1", "first_name", "Ann"), person("k2", "country", "DE"))
                        .detail())
                .isEmpty();
        // When
        Run unchanged = read(person("k1", "first_name", "Ann"));
        Run changed =
                read(person("k1", "first_name", "Ann"), person("k2", "loyalty", "gold"), person("k3", "age", "7"));
        Run again = read(person("k4", "loyalty", "none"));
        // Then
        assertThat(unchanged.detail()).isEmpty();
        assertThat(changed.detail()).isEqualTo("new fields: age, loyalty");
        assertThat(again.detail()).isEmpty();
        assertThat(added(hub.identity().fields())).containsExactly("age", "loyalty");
    }

    @Test
    void aFirstReadOfManyBatchesIsOne() {
        // Given: each record brings a field, batch after batch
        List<RawRecord> people = IntStream.range(0, 4 * BATCH)
                .mapToObj(i -> person("k" + i, "field" + i, "x"))
                .toList();
        // When, Then
        assertThat(read(people).detail()).isEmpty();
        assertThat(read(person("k1", "field1", "y")).detail()).isEmpty();
        assertThat(read(person("k1", "field99", "y")).detail()).isEqualTo("new fields: field99");
    }

    @Test
    void aColumnOfAFileIsTold() {
        // Given
        read(row(Header.of(List.of("id", "name")), "k1", "Ann"));
        // When
        Header wider = Header.of(List.of("id", "name", "Loyalty Card"));
        Run run = read(row(wider, "k1", "Ann", ""), row(wider, "k2", "Bob", "7"));
        // Then: even where it is empty
        assertThat(run.detail()).isEqualTo("new fields: Loyalty Card");
    }

    @Test
    void whatIsNoNameIsNotShown() {
        // Given
        read(person("k1", "first_name", "Ann"));
        // When: a table by e-mail address or number, and a file whose first person is taken for its header
        Run table = read(person("k1", "ann@example.com", "1"), person("k2", "+49 301234567", "1"));
        Header headless = Header.of(List.of("k7", "Zoe"));
        Run misread = read(row(headless, "k8", "Max"));
        // Then
        assertThat(table.detail()).isEmpty();
        assertThat(misread.imported().invalid()).isEqualTo(1);
        assertThat(misread.detail()).isEmpty();
        assertThat(added(hub.identity().fields())).isEmpty();
    }

    @Test
    void manyAreCountedAndTooManyAreNotRemembered() {
        // Given
        read(person("k1", "first_name", "Ann"));
        // When
        ObjectNode wide = JSON.createObjectNode().put("id", "k1");
        IntStream.range(0, 12).forEach(i -> wide.put("f" + i, "x"));
        ObjectNode endless = JSON.createObjectNode().put("id", "k2");
        IntStream.range(0, 2_000).forEach(i -> endless.put("g" + i, "x"));
        // Then
        assertThat(read(new JsonRecord(wide)).detail()).endsWith("and 2 more").contains("f0, f1, f10");
        read(new JsonRecord(endless));
        assertThat(added(hub.identity().fields())).hasSizeBetween(400, 500);
        assertThat(read(person("k3", "one_more", "x")).detail()).isEmpty();
    }

    @Test
    void whatIsRememberedOutlivesTheHub() {
        // Given
        read(person("k1", "first_name", "Ann"));
        // When
        Identity next = new Identity(
                hub.database(),
                TestHub.KEYRING,
                hub.identity().clock(),
                hub.identity().schema(),
                hub.identity().rules());
        Run run = read(next, List.of(person("k1", "first_name", "Ann"), person("k1", "plan", "gold")));
        // Then
        assertThat(run.detail()).isEqualTo("new fields: plan");
        assertThat(added(new StreamFields(hub.database(), new Streams(hub.database()))))
                .containsExactly("plan");
    }

    private static List<String> added(StreamFields fields) {
        return fields.addedSince(STREAM, TestHub.NOW.minus(Duration.ofDays(30)));
    }

    private static RawRecord person(String key, String field, String value) {
        return new JsonRecord(JSON.createObjectNode().put("id", key).put(field, value));
    }

    private static RawRecord row(Header header, String... cells) {
        return TabularRecord.of(header, cells);
    }

    private Run read(RawRecord... records) {
        return read(List.of(records));
    }

    private Run read(List<RawRecord> records) {
        return read(hub.identity(), records);
    }

    private Run read(Identity identity, List<RawRecord> records) {
        ImportInput input = ImportInput.since(STREAM, mapping(), TestHub.NOW, cursor -> stream(records));
        return new Importer(identity, hub.runs(), BATCH).run(input, Again.READ, () -> false, (run, counts) -> {});
    }

    private static Mapping mapping() {
        Problems problems = new Problems();
        Mapping mapping = Document.parse("mapping.yaml", """
                        mapping: shop-customer
                        key: id
                        identifiers: { crm_id: id }
                        """, problems)
                .flatMap(root -> MappingReader.read(root, TestHub.schema(TestHub.SCHEMA), problems))
                .orElseThrow();
        problems.throwIfAny();
        return mapping;
    }

    private static RecordStream stream(List<RawRecord> records) {
        List<RawItem> items = new ArrayList<>();
        records.forEach(record -> items.add(new RawItem.Read(items.size(), record)));
        Iterator<RawItem> all = items.iterator();
        return new RecordStream() {
            @Override
            public Optional<RawItem> next() {
                return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }
}
