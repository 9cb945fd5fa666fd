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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlDecoderTest {
    @Test
    void everyElementAtThePathIsARecord() {
        // Given
        String xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <feed xmlns="urn:a" xmlns:b="urn:b">
                  <head><customer id="no"/></head>
                  <customers>
                    <!-- a comment -->
                    <customer id="1" b:vip="yes"><name>Ann &amp; <![CDATA[<Lee>]]></name>
                      <phone>1</phone><phone type="work">2</phone><note/></customer>
                    <b:customer>plain</b:customer>
                  </customers>
                </feed>
                """;

        // Then
        assertThat(shown(all(utf8(xml), "a.xml", options("{path: feed.customers.customer}"))))
                .containsExactly(
                        "{\"@id\":\"1\",\"@vip\":\"yes\",\"name\":\"Ann & <Lee>\","
                                + "\"phone\":[\"1\",{\"@type\":\"work\",\"#text\":\"2\"}],\"note\":null}",
                        "{\"#text\":\"plain\"}");
    }

    @Test
    void withoutAPathTheRootsChildrenAreTheRecords() {
        assertThat(shown(all("<a><b><id>1</id></b><c><id>2</id></c></a>", "a.xml")))
                .containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
    }

    @Test
    void whatIsBrokenCostsNothingThatCameBefore() {
        // When
        List<RawItem> items = all("<a><b><id>1</id></b><b><id>Ann</b><b/></a>", "a.xml");

        // Then
        assertThat(shown(items)).containsExactly("{\"id\":\"1\"}", "FILE_UNREADABLE");
        assertThat(unreadable(items.get(1)).reason()).doesNotContain("Ann");
    }

    @Test
    void aWrongByteCostsItsRecordOnlyAndTheDeclaredEncodingCounts() {
        // Given
        byte[] latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a><b><id>J\u00f6rg</id></b></a>"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] wrong = utf8("<a><b><id>1</id></b><b><id>J?rg</id></b><b id='?'/><b><id>4</id></b></a>");
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = wrong[i] == '?' ? (byte) 0xF6 : wrong[i];
        }

        // Then
        assertThat(shown(all(latin, "a.xml", FormatOptions.DEFAULT))).containsExactly("{\"id\":\"J\u00f6rg\"}");
        assertThat(shown(all(wrong, "a.xml", FormatOptions.DEFAULT)))
                .containsExactly("{\"id\":\"1\"}", "RECORD_MALFORMED", "RECORD_MALFORMED", "{\"id\":\"4\"}");
    }

    @Test
    void nothingOutsideTheFileIsRead(@TempDir Path folder) throws Exception {
        // Given
        Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
        String entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a><b><id>&x;</id></b></a>";
        String bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;\">]><a><b>&y;</b></a>";

        for (String xml : List.of(entity, bomb, "<a><b>&unknown;</b></a>")) {
            // When
            List<RawItem> items = all(xml, "a.xml");

            // Then
            assertThat(codes(items)).containsExactly(ErrorCode.FILE_UNREADABLE);
            assertThat(items.toString()).doesNotContain("top secret");
        }
    }

    @Test
    void depthAndLengthAreBounded() {
        // Given
        String deep = "<a>" + "<b>".repeat(5_000) + "</b>".repeat(5_000) + "</a>";
        String longText = "<a><b>" + "x".repeat(Decoder.MAX_RECORD + 100_000) + "</b></a>";
        String longAttribute = "<a><b c=\"" + "x".repeat(Decoder.MAX_RECORD + 100_000) + "\"/></a>";

        for (String xml : List.of(deep, longText, longAttribute)) {
            // Then
            assertThat(codes(all(xml, "a.xml"))).containsExactly(ErrorCode.FILE_UNREADABLE);
        }
    }

    @Test
    void manyRecordsAreNoLongRecord() {
        // Given
        String xml = "<a>" + "<b><id>12345678901234567890</id></b>\n".repeat(500_000) + "</a>";

        // Then
        assertThat(all(xml, "a.xml")).hasSize(500_000).allMatch(RawItem.Read.class::isInstance);
    }
}
