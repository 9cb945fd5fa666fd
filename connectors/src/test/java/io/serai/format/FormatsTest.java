package io.serai.format;

import static io.serai.format.Reading.all;
import static io.serai.format.Reading.codes;
import static io.serai.format.Reading.gzip;
import static io.serai.format.Reading.options;
import static io.serai.format.Reading.shown;
import static io.serai.format.Reading.unreadable;
import static io.serai.format.Reading.utf8;
import static io.serai.format.Reading.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    private static String rows(int count) {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder text = new StringBuilder("id,n\n");
        for (int i = 0; i < count; i++) {
            text.append(i).append(',').append(random.nextLong()).append('\n');
        }
        return text.toString();
    }

    @Test
    void unpacksGzipByItsFirstBytes() {
        assertThat(shown(all(gzip(utf8("{\"id\":1}\n")), "a.jsonl.gz", FormatOptions.DEFAULT)))
                .containsExactly("{\"id\":1}");
        assertThat(shown(all(gzip(utf8("{\"id\":1}\n")), "a.jsonl", FormatOptions.DEFAULT)))
                .containsExactly("{\"id\":1}");
    }

    @Test
    void readsEveryFileOfAZipAndCountsOn() {
        // When
        List<RawItem> items = all(
                zip(
                        "a.csv",
                        "id\n1\n",
                        "__MACOSX/a.csv",
                        "x",
                        "sub/b.jsonl",
                        "{\"id\":2}\n{\n",
                        "c.bin",
                        "?",
                        "d.csv",
                        "id\n3\n"),
                "all.zip",
                FormatOptions.DEFAULT);

        // Then
        assertThat(shown(items))
                .containsExactly(
                        "{\"id\":\"1\"}", "{\"id\":2}", "RECORD_MALFORMED", "FILE_UNREADABLE", "{\"id\":\"3\"}");
        assertThat(items).extracting(RawItem::position).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aDamagedFileOfAZipLosesNoRecordOfTheNext() {
        assertThat(shown(all(zip("a.json", "[{\"id\":1},{", "b.csv", "id\n2\n"), "x.zip", FormatOptions.DEFAULT)))
                .containsExactly("{\"id\":1}", "FILE_UNREADABLE", "{\"id\":\"2\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTruncatedArchiveGivesTheRecordsUpToTheBreak(boolean gzip) {
        // Given
        String text = rows(20_000);
        byte[] whole = gzip ? gzip(utf8(text)) : zip("a.csv", text);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);

        // When
        List<RawItem> items = all(half, "a.csv.gz", FormatOptions.DEFAULT);

        // Then
        assertThat(codes(items)).containsExactly(ErrorCode.FILE_UNREADABLE);
        assertThat(items).hasSizeBetween(9_000, 11_000);
        assertThat(items.get(items.size() - 1)).isInstanceOf(RawItem.Unreadable.class);
        assertThat(shown(items).subList(0, items.size() - 1))
                .isEqualTo(shown(all(text, "a.csv")).subList(0, items.size() - 1));
    }

    @Test
    void membersOfAGzipFileAreReadOneAfterAnother() {
        // Given
        byte[] members = joined(gzip(utf8("id\n1\n2\n")), gzip(utf8("3\n")), gzip(utf8("4")), new byte[700]);

        // When
        List<RawItem> items = all(members, "a.csv.gz", FormatOptions.DEFAULT);

        // Then
        assertThat(shown(items))
                .containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}", "{\"id\":\"3\"}", "{\"id\":\"4\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 511, 512, 5_000, 200_000})
    void whatFollowsTheMembersIsToldAndCostsNoRecord(int length) {
        // Given
        byte[] garbage = new byte[length];
        Arrays.fill(garbage, (byte) 'x');
        byte[] second = gzip(utf8(rows(50)));
        second[1] = 0;

        for (byte[] tail : List.of(garbage, second)) {
            // When
            List<RawItem> items = all(joined(gzip(utf8("id\n1\n")), tail), "a.csv.gz", FormatOptions.DEFAULT);

            // Then
            assertThat(shown(items)).containsExactly("{\"id\":\"1\"}", "FILE_UNREADABLE");
            assertThat(unreadable(items.get(1)).reason()).contains("no gzip data");
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void namesInAZipAreNoPaths() {
        assertThat(shown(all(
                        zip("/etc/a.csv", "id\n1\n", "../../b.csv", "id\n2\n", "C:\\c.csv", "id\n3\n"),
                        "x.zip",
                        FormatOptions.DEFAULT)))
                .containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}", "{\"id\":\"3\"}");
    }

    @Test
    void aZipBombIsRefused() {
        // Given
        byte[] bomb = gzip(utf8("id\n" + ("1".repeat(999) + "\n").repeat(40_000)));

        // When
        List<RawItem> items = all(bomb, "a.csv.gz", options("{format: csv}"));

        // Then
        assertThat(codes(items)).containsExactly(ErrorCode.FILE_UNREADABLE);
        assertThat(unreadable(items.get(items.size() - 1)).reason()).contains("zip bomb");
    }

    @Test
    void aFormatThatCannotBeToldIsAProblemOfTheFile() {
        assertThat(shown(all("id\n1\n", "a.bin"))).containsExactly("FILE_UNREADABLE");
    }

    @Test
    void resumingGivesTheItemsThatSkippingLeft() {
        // Given
        byte[] file = utf8("a,b\n1,2\n3\n4,5\n6,7\n");
        List<RawItem> whole = all(file, "a.csv", FormatOptions.DEFAULT);

        for (int skipped = 0; skipped <= whole.size() + 1; skipped++) {
            // When
            RecordStream stream = Formats.open(new ByteArrayInputStream(file), "a.csv", FormatOptions.DEFAULT);
            stream.skip(skipped);
            List<RawItem> rest = new java.util.ArrayList<>();
            stream.next().ifPresent(rest::add);

            // Then
            List<RawItem> expected =
                    whole.subList(Math.min(skipped, whole.size()), Math.min(skipped + 1, whole.size()));
            assertThat(shown(rest)).isEqualTo(shown(expected));
            assertThat(rest)
                    .extracting(RawItem::position)
                    .isEqualTo(expected.stream().map(RawItem::position).toList());
            stream.close();
        }
    }

    @Test
    void aFailingInputIsTheSourcesFaultAndMayBeTriedAgain() {
        // Given
        InputStream failing = new SequenceInputStream(
                new ByteArrayInputStream(utf8("a,b\n1,2\n")), new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw new IOException("connection reset");
                    }
                });
        RecordStream stream = Formats.open(failing, "a.csv", FormatOptions.DEFAULT);

        // Then
        assertThatThrownBy(() -> stream.skip(9))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.jsonl", "a.json", "a.zip", "a.xml", "a.snowplow", "a.adobe"})
    void randomBytesNeverThrow(String name) {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] alphabet = utf8("\"\",;\n\r{}[]:\\1a \u00e4\t<>/=&!?");
        FormatOptions declared = name.matches("a.(snowplow|adobe)")
                ? options("{format: " + name.substring(2) + "}")
                : FormatOptions.DEFAULT;
        for (int i = 0; i < 3_000; i++) {
            byte[] file = new byte[random.nextInt(60)];
            boolean text = random.nextBoolean();
            for (int at = 0; at < file.length; at++) {
                file[at] = text ? alphabet[random.nextInt(alphabet.length)] : (byte) random.nextInt();
            }
            List<RawItem> items = all(file, name, declared);
            assertThat(shown(items)).as("seed %s", seed).isEqualTo(shown(all(file, name, declared)));
        }
    }

    @Test
    void readsAFileLargerThanItsBuffersWithoutReadingAhead() {
        // Given
        LongCsv input = new LongCsv(200L * 1024 * 1024);
        RecordStream stream = Formats.open(input, "a.csv", FormatOptions.DEFAULT);
        long records = 0;
        long farthestAhead = 0;

        // When
        while (stream.next().isPresent()) {
            records++;
            farthestAhead = Math.max(farthestAhead, input.given - records * LongCsv.ROW.length);
        }

        // Then
        assertThat(records).isEqualTo(200L * 1024 * 1024 / LongCsv.ROW.length);
        assertThat(farthestAhead)
                .as("bytes taken but not yet turned into records")
                .isLessThan(256 * 1024);
    }

    @Test
    void problemsOfOptionsHaveTheirPlace() {
        // Given
        Problems problems = new Problems();

        // When
        Document.parse("s.yaml", "format: csv\ndelimiter: '::'\n", problems)
                .ifPresent(
                        node -> assertThat(FormatOptions.read(node, problems)).isEmpty());

        // Then
        assertThat(problems.list()).singleElement().asString().startsWith("s.yaml:2: delimiter:");
    }

    /** A header and then the same row over and over, made as it is read. */
    private static final class LongCsv extends InputStream {
        static final byte[] ROW = utf8("12345,Ann,Lee,ann@example.com,+49 30 12345678,Germany,1990-01-02,x,y,z,1,2\n");

        private final byte[] header = utf8("a,b,c,d,e,f,g,h,i,j,k,l\n");
        private final long total;
        private long given;
        private int headerAt;

        LongCsv(long size) {
            this.total = size / ROW.length * ROW.length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (headerAt < header.length) {
                bytes[offset] = header[headerAt++];
                return 1;
            }
            int count = (int) Math.min(length, total - given);
            for (int i = 0; i < count; i++) {
                bytes[offset + i] = ROW[(int) ((given + i) % ROW.length)];
            }
            given += count;
            return count == 0 ? -1 : count;
        }
    }
}
