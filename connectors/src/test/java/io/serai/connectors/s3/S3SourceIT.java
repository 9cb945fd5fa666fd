package io.serai.connectors.s3;

import static io.serai.connectors.objects.Looks.list;
import static io.serai.connectors.objects.Looks.names;
import static io.serai.connectors.objects.Looks.records;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.connectors.objects.Looks;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import io.serai.source.DiscoveredStream;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import io.serai.source.SourceStream.StoredObject;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3SourceIT {
    private static final S3Mock S3 = S3Mock.shared();

    private final S3SourceKind kind = new S3SourceKind();
    private final String bucket = "b-" + UUID.randomUUID();
    private Source source;

    @BeforeEach
    void open() {
        S3.client().createBucket(request -> request.bucket(bucket));
        source = source("in/");
    }

    @AfterEach
    void close() {
        source.close();
    }

    private Source source(String prefix) {
        return Looks.source(
                kind,
                "{endpoint: '" + S3.endpoint() + "', bucket: " + bucket + ", prefix: '" + prefix
                        + "', access_key: key, secret_key: secret}",
                Clock.systemUTC());
    }

    private SourceStream.Objects stream(String yaml) {
        return Looks.stream(kind, source, yaml);
    }

    private void put(String key, String content) {
        S3.put(bucket, key, content.getBytes(UTF_8));
    }

    @Test
    void objectsOfAPatternAreReadInTheOrderTheyWereWritten() {
        // Given
        put("in/orders-2.csv", "id\n1\n");
        put("in/orders-1.jsonl", "{\"id\":2}\n");
        put("in/other.csv", "id\n8\n");
        put("in/below/orders-3.csv", "id\n9\n");
        put("out/orders-4.csv", "id\n7\n");

        // When
        SourceStream.Objects objects = stream("{mapping: m, files: 'orders-?.*'}");

        // Then
        assertThat(names(objects)).containsExactlyInAnyOrder("orders-2.csv", "orders-1.jsonl");
        assertThat(list(objects))
                .isSortedAccordingTo(
                        java.util.Comparator.comparing(StoredObject::modified).thenComparing(StoredObject::name));
        assertThat(records(objects)).containsExactlyInAnyOrder("{\"id\":\"1\"}", "{\"id\":2}");
        assertThat(names(stream("{mapping: m, files: '**.csv'}")))
                .containsExactlyInAnyOrder("orders-2.csv", "other.csv", "below/orders-3.csv");
        assertThat(names(stream("{mapping: m, files: 'below/*.csv'}"))).containsExactly("below/orders-3.csv");
    }

    @Test
    void anObjectThatIsWrittenAgainIsAnotherInputAndIsNotMixedWithTheOldOne() {
        // Given
        put("in/a.csv", "id\n1\n");
        SourceStream.Objects objects = stream("{mapping: m, files: '*.csv'}");
        StoredObject before = list(objects).get(0);

        // When
        put("in/a.csv", "id\n2\n");

        // Then
        RecordStream stale = objects.open(before);
        assertThatThrownBy(stale::next)
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_BUSY));
        stale.close();
        StoredObject after = list(objects).get(0);
        assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
        assertThat(records(objects)).containsExactly("{\"id\":\"2\"}");
        assertThat(list(objects).get(0).fingerprint()).isEqualTo(after.fingerprint());
    }

    @Test
    void importedObjectsAreMovedOrRemovedAndMovedOnesAreNotSeenAgain() {
        // Given
        put("in/a.csv", "id\n1\n");
        put("in/b.csv", "id\n2\n");
        SourceStream.Objects moving = stream("{mapping: m, files: '**', after: {move: done/}}");
        StoredObject first = list(moving).stream()
                .filter(object -> object.name().equals("a.csv"))
                .findFirst()
                .orElseThrow();

        // When
        moving.settled(first, true);
        moving.settled(list(moving).get(0), false);

        // Then
        assertThat(names(moving)).containsExactly("b.csv");
        assertThat(names(stream("{mapping: m, files: 'done/*'}"))).containsExactly("done/a.csv");

        // When
        SourceStream.Objects removing = stream("{mapping: m, files: '*.csv', after: delete}");
        list(removing).forEach(object -> removing.settled(object, true));

        // Then
        assertThat(names(stream("{mapping: m, files: '**'}"))).containsExactly("done/a.csv");
    }

    @Test
    void markersAndManifestsSayWhichObjectsAreComplete() throws Exception {
        // Given
        String hits = "1\t497\n";
        byte[] digest = MessageDigest.getInstance("MD5").digest(hits.getBytes(UTF_8));
        put("in/01-suite_2026-01-05.tsv", hits);
        put("in/02-suite_2026-01-05.tsv", hits);
        put("in/01-suite_2026-01-06.tsv", hits);
        SourceStream.Objects marked = stream("{mapping: m, files: '*.tsv', ready: {marker: '*.fin'}}");
        SourceStream.Objects listed = stream(
                "{mapping: m, files: '*.tsv', format: {format: csv, header: [a, b]}, ready: {manifest: '*.txt'}}");
        assertThat(names(marked)).isEmpty();
        assertThat(names(listed)).isEmpty();

        // When
        put("in/suite_2026-01-05.fin", "");
        put(
                "in/suite_2026-01-05.txt",
                "Datafeed-Manifest-Version: 1.0\n\tData-Files: 2\n\nData-File: 01-suite_2026-01-05.tsv\n"
                        + "MD5-Digest: " + HexFormat.of().formatHex(digest) + "\nFile-Size: 6\nRecord-Count: 1\n\n"
                        + "Data-File: 02-suite_2026-01-05.tsv\nMD5-Digest: 00000000000000000000000000000000\n"
                        + "File-Size: 6\n");

        // Then
        assertThat(names(marked)).containsExactly("01-suite_2026-01-05.tsv", "02-suite_2026-01-05.tsv");
        List<StoredObject> ready = list(listed);
        assertThat(ready).hasSize(2);
        try (RecordStream records = listed.open(ready.get(0))) {
            assertThat(records.next()).get().isInstanceOf(RawItem.Read.class);
        }
        assertThatThrownBy(() -> listed.open(ready.get(1))).isInstanceOfSatisfying(SeraiException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE);
            assertThat(e).hasMessageContaining("MD5");
        });
    }

    @Test
    void moreObjectsThanAPageHoldsAreListed() {
        // Given
        for (int i = 0; i < 1_050; i++) {
            put("in/many/" + i + ".csv", "");
        }

        // When
        List<StoredObject> all = list(stream("{mapping: m, files: 'many/*.csv'}"));

        // Then
        assertThat(all.stream().map(StoredObject::name).distinct().count()).isEqualTo(1_050);
    }

    @Test
    void whatIsThereIsDiscovered() {
        // Given
        put("in/2026/orders-1.csv", "id\n1\n");
        put("in/2026/orders-22.csv", "id\n2\n3\n");

        // When
        List<DiscoveredStream> found = source.discover(1);

        // Then
        assertThat(found).singleElement().satisfies(stream -> {
            assertThat(stream.name()).isEqualTo("orders");
            assertThat(stream.settings()).containsExactly("files: \"*/orders-*.csv\"");
            assertThat(stream.samples()).hasSize(1);
        });
    }

    @Test
    void aBucketThatIsNotThereIsToldFromAServerThatIsNot() {
        source.check();
        assertThatThrownBy(() -> Looks.source(
                                kind,
                                "{endpoint: '" + S3.endpoint() + "', bucket: none-" + bucket.substring(2, 12)
                                        + ", access_key: key, secret_key: secret}",
                                Clock.systemUTC())
                        .check())
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("is not there");
    }
}
