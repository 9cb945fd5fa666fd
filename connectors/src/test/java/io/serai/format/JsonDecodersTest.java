package io.serai.format;

import static io.serai.format.Reading.all;
import static io.serai.format.Reading.json;
import static io.serai.format.Reading.options;
import static io.serai.format.Reading.shown;
import static io.serai.format.Reading.unreadable;
import static io.serai.format.Reading.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.ErrorCode;
import io.serai.raw.RawItem;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecodersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,}",
                "{",
                "nonsense",
                "42",
                "[]",
                "null",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":'x'}",
            })
    void aBrokenLineCostsOnlyItself(String line) {
        // When
        List<RawItem> items = all("{\"id\":1}\n" + line + "\r\n\n{\"id\":2}", "a.jsonl");

        // Then
        assertThat(shown(items)).containsExactly("{\"id\":1}", "RECORD_MALFORMED", "{\"id\":2}");
        assertThat(unreadable(items.get(1)).raw()).startsWith(line);
        assertThat(items.get(2).position()).isEqualTo(2);
    }

    @Test
    void reasonsNeverQuoteTheData() {
        assertThat(unreadable(all("{\"a\": secret}", "a.jsonl").get(0)).reason())
                .doesNotContain("secret");
    }

    @Test
    void tooDeepOrTooLongLinesAreTooLarge() {
        // Given
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        String lines = "{\"a\":" + deep + "}\n{\"a\":\"" + "x".repeat(Decoder.MAX_RECORD) + "\"}\n{\"id\":3}\n";

        // When
        List<RawItem> items = all(lines, "a.ndjson");

        // Then
        assertThat(shown(items)).containsExactly("RECORD_TOO_LARGE", "RECORD_TOO_LARGE", "{\"id\":3}");
    }

    @Test
    void decimalsKeepTheirDigits() {
        assertThat(json(all("{\"a\":0.10000000000000000001,\"b\":1e400}", "a.jsonl")
                                .get(0))
                        .get("a")
                        .decimalValue())
                .isEqualTo(new BigDecimal("0.10000000000000000001"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "[{'id':1},{'id':2}]#''#{'id':1} {'id':2}",
                " [ ] #''#''",
                "{'id':1}#''#{'id':1}",
                "{'id':1}\\n{'id':2}#''#{'id':1} {'id':2}",
                "{'n':{'records':[9]},'data':{'x':']}','records':[{'id':1}]}}#data.records#{'id':1}",
                "{'data':{'id':1}}#data#{'id':1}",
                "[{'id':1},{'id':,},{'id':3}]#''#{'id':1} RECORD_MALFORMED {'id':3}",
                "[{'id':1},,{'id':3}]#''#{'id':1} RECORD_MALFORMED {'id':3}",
                "[{'id':1} {'id':3}]#''#{'id':1} {'id':3}",
                "[{'id':1},7,{'id':3}]#''#{'id':1} RECORD_MALFORMED {'id':3}",
                "[{'id':'a]\\\\'}'}]#''#{'id':'a]\\\\'}'}",
                "[{'id':1},{'id':2#''#{'id':1} FILE_UNREADABLE",
                "[{'id':1}#''#{'id':1} FILE_UNREADABLE",
                "[{'id':1}] [{'id':2}]#''#{'id':1} FILE_UNREADABLE",
                "{'a':1}#data#FILE_UNREADABLE",
                "[1]#data#FILE_UNREADABLE",
                "{'data':#data#FILE_UNREADABLE",
                "''#''#''",
            })
    void findsTheRecordsOfAJsonFile(String text, String path, String expected) {
        // Given
        FormatOptions options = path.isEmpty() ? FormatOptions.DEFAULT : options("{format: json, path: " + path + "}");
        String file = text.replace('\'', '"').replace("\\n", "\n").replace("\\\\", "\\");

        // When
        List<String> items = shown(all(utf8(file), "a.json", options));

        // Then
        assertThat(String.join(" ", items))
                .isEqualTo(expected.replace('\'', '"').replace("\\\\", "\\"));
    }

    @Test
    void aHugeElementIsPassedOver() {
        // Given
        String huge = "{\"a\":[\"" + "x,]".repeat(Decoder.MAX_RECORD / 3) + "\",{}]}";

        // When
        List<RawItem> items = all("[{\"id\":1}," + huge + ",{\"id\":3}]", "a.json");

        // Then
        assertThat(shown(items)).containsExactly("{\"id\":1}", "RECORD_TOO_LARGE", "{\"id\":3}");
    }

    @Test
    void aDeepElementIsTooLargeAndNoOverflow() {
        // Given
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        // When
        List<RawItem> items = all("[" + deep + ",{\"id\":3}]", "a.json");

        // Then
        assertThat(unreadable(items.get(0)).code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE);
        assertThat(json(items.get(1)).get("id").asInt()).isEqualTo(3);
    }
}
