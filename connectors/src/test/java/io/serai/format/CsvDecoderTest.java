package io.serai.format;

import static io.serai.format.Reading.all;
import static io.serai.format.Reading.codes;
import static io.serai.format.Reading.options;
import static io.serai.format.Reading.shown;
import static io.serai.format.Reading.unreadable;
import static io.serai.format.Reading.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.ErrorCode;
import io.serai.raw.RawItem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDecoderTest {
    @Test
    void readsQuotedFieldsOverSeveralLines() {
        assertThat(shown(all("id, name \r\n1,\"Ann \"\"A\"\" Lee,\nx\"\r\n\r\n2,\n3,\"\"", "a.csv")))
                .containsExactly(
                        "{\"id\":\"1\",\"name\":\"Ann \\\"A\\\" Lee,\\nx\"}",
                        "{\"id\":\"2\",\"name\":null}",
                        "{\"id\":\"3\",\"name\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void findsTheDelimiterInTheFirstLine(String delimiter) {
        String text = "\"a,;|b\"#c#d\n1#2#3\n".replace("#", delimiter);
        assertThat(shown(all(text, "a.csv"))).containsExactly("{\"a,;|b\":\"1\",\"c\":\"2\",\"d\":\"3\"}");
    }

    @Test
    void takesDeclaredDelimiterAndHeader() {
        assertThat(shown(all(utf8("1:a\n2:b\n"), "x", options("{format: csv, delimiter: ':', header: [id, n]}"))))
                .containsExactly("{\"id\":\"1\",\"n\":\"a\"}", "{\"id\":\"2\",\"n\":\"b\"}");
    }

    @Test
    void aRaggedRowCostsOnlyItself() {
        // When
        List<RawItem> items = all("a,b\n1,2\n3\n4,5,6\n7,8\n", "a.csv");

        // Then
        assertThat(shown(items))
                .containsExactly(
                        "{\"a\":\"1\",\"b\":\"2\"}",
                        "RECORD_MALFORMED",
                        "RECORD_MALFORMED",
                        "{\"a\":\"7\",\"b\":\"8\"}");
        assertThat(items).extracting(RawItem::position).containsExactly(0L, 1L, 2L, 3L);
        assertThat(unreadable(items.get(2)).raw()).isEqualTo("4,5,6");
        assertThat(unreadable(items.get(2)).reason()).isEqualTo("The row has 3 fields, but the header 2.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,\"Ann\n2,\"Bob\"\n3,\"Eve\"\n",
                "1,\"Ann\n2,Bob\n3,\"Eve\"\n",
                "1,\"Ann\n2,Bob\n3,Eve\n",
                "1,\"Ann\"x\n2,Bob\n3,Eve",
                "1,\"Ann\n2,Bob\n3,Eve",
            })
    void aStrayQuoteCostsOnlyItsLine(String rows) {
        // When
        List<RawItem> items = all("id,name\n" + rows, "a.csv");

        // Then
        assertThat(shown(items))
                .containsExactly(
                        "RECORD_MALFORMED", "{\"id\":\"2\",\"name\":\"Bob\"}", "{\"id\":\"3\",\"name\":\"Eve\"}");
        assertThat(unreadable(items.get(0)).raw()).startsWith("1,\"Ann").doesNotContain("Bob");
    }

    @Test
    void manyLinesWithStrayQuotesAreReadInOnePass() {
        // Given
        String text = "a,b\n" + "x\"y,\"z\n".repeat(200_000);

        // When
        List<RawItem> items = all(text, "a.csv");

        // Then
        assertThat(items).hasSize(200_000);
        assertThat(codes(items)).hasSize(200_000).containsOnly(ErrorCode.RECORD_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x#", "\"#\"", "\"#,\"\"\n\"", "1,2,#"})
    void aHugeRowIsPassedOverAndItsNeighboursAreNot(String row) {
        // Given
        String huge = row.replace("#", "z".repeat(Decoder.MAX_RECORD + 10));

        // When
        List<RawItem> items = all("a,b\n1,2\n" + huge + "\n3,4\n", "a.csv");

        // Then
        assertThat(shown(items))
                .containsExactly("{\"a\":\"1\",\"b\":\"2\"}", "RECORD_TOO_LARGE", "{\"a\":\"3\",\"b\":\"4\"}");
        assertThat(unreadable(items.get(1)).raw()).hasSize(RawItem.Unreadable.MAX_RAW);
    }

    @Test
    void aQuoteThatSwallowsMoreThanARecordMayBeGivesTheLinesBack() {
        // Given
        int lines = Decoder.MAX_RECORD / 1000 + 100;
        String text = "a,b\n1,\"x\n" + ("2," + "3".repeat(997) + "\n").repeat(lines);

        // When
        List<RawItem> items = all(text, "a.csv");

        // Then
        assertThat(items).hasSize(lines + 1);
        assertThat(codes(items)).containsExactly(ErrorCode.RECORD_MALFORMED);
    }

    @Test
    void twoColumnsOfOneNameMakeTheFileUnreadableWithoutNamingThem() {
        // When
        List<RawItem> items = all("a,secret,b, secret\n1,2,3,4\n", "a.csv");

        // Then
        assertThat(shown(items)).containsExactly("FILE_UNREADABLE");
        assertThat(unreadable(items.get(0)).reason())
                .contains("Columns 2 and 4")
                .doesNotContain("secret");
    }

    @Test
    void anEmptyFileHasNoRecords() {
        assertThat(all("", "a.csv")).isEmpty();
        assertThat(all("\n\n", "a.csv")).isEmpty();
        assertThat(all("a,b\n", "a.csv")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkTellsTheEncoding(String charset) {
        assertThat(shown(all(
                        "\uFEFFid;n\n1;Jörg 李\n".getBytes(Charset.forName(charset)), "a.csv", FormatOptions.DEFAULT)))
                .containsExactly("{\"id\":\"1\",\"n\":\"Jörg 李\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "windows-1252", "utf-16", "utf-8"})
    void readsDeclaredEncodings(String encoding) {
        Charset charset = encoding.equals("utf-16") ? StandardCharsets.UTF_16LE : Charset.forName(encoding);
        assertThat(shown(all("n\nJörg\n".getBytes(charset), "a.csv", options("{encoding: " + encoding + "}"))))
                .containsExactly("{\"n\":\"Jörg\"}");
    }

    @Test
    void bytesOfAnotherEncodingCostOnlyTheirRecord() {
        // Given
        byte[] file = "n,m\nAnn,1\nJörg,2\nEve,3\n".getBytes(StandardCharsets.ISO_8859_1);

        // When
        List<RawItem> items = all(file, "a.csv", FormatOptions.DEFAULT);

        // Then
        assertThat(shown(items))
                .containsExactly("{\"n\":\"Ann\",\"m\":\"1\"}", "RECORD_MALFORMED", "{\"n\":\"Eve\",\"m\":\"3\"}");
        assertThat(unreadable(items.get(1)).raw()).isEqualTo("J\uFFFDrg,2");
    }

    /** Each with three rows, of which the second holds half of a surrogate pair, or bytes that mean nothing. */
    static Stream<Arguments> brokenText() {
        byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
        return Stream.of(
                Arguments.of("utf-8", surrogate),
                Arguments.of("utf-16le", new byte[] {0x00, (byte) 0xD8}),
                Arguments.of("utf-16be", new byte[] {(byte) 0xDC, 0x00}),
                Arguments.of("windows-1252", new byte[] {(byte) 0x81}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenText")
    void halfASurrogatePairCostsOnlyItsRecord(String encoding, byte[] broken) {
        // Given
        Charset charset = Charset.forName(encoding);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("n,m\nAnn,1\nB".getBytes(charset));
        file.writeBytes(broken);
        file.writeBytes("b,2\nE\0ve,3\n".getBytes(charset));

        // When
        List<RawItem> items = all(file.toByteArray(), "a.csv", options("{encoding: " + encoding + "}"));

        // Then
        assertThat(shown(items))
                .containsExactly(
                        "{\"n\":\"Ann\",\"m\":\"1\"}", "RECORD_MALFORMED", "{\"n\":\"E\\u0000ve\",\"m\":\"3\"}");
    }
}
