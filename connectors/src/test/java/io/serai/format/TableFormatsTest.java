package io.serai.format;

import static io.serai.format.Reading.all;
import static io.serai.format.Reading.codes;
import static io.serai.format.Reading.gzip;
import static io.serai.format.Reading.json;
import static io.serai.format.Reading.options;
import static io.serai.format.Reading.shown;
import static io.serai.format.Reading.unreadable;
import static io.serai.format.Reading.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.error.ErrorCode;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class TableFormatsTest {
    private static final FormatOptions SNOWPLOW = options("{format: snowplow}");
    private static final FormatOptions ADOBE = options("{format: adobe}");

    private static byte[] enriched() throws IOException {
        Path file = Path.of(System.getProperty("serai.shared", "../shared"), "data/snowplow/enriched_example.tsv");
        Assumptions.assumeTrue(Files.exists(file), "no " + file);
        return Files.readAllBytes(file);
    }

    @Test
    void snowplowsColumnsAreThoseOfItsOwnKit() throws IOException {
        // Given
        Path list = Path.of(System.getProperty("serai.shared", "../shared"), "data/snowplow/fields.txt");
        Assumptions.assumeTrue(Files.exists(list), "no " + list);

        // Then
        assertThat(SnowplowFields.NAMES).isEqualTo(Files.readAllLines(list)).hasSize(131);
    }

    @Test
    void anEnrichedEventHasItsColumnsAndItsJsonBySchema() throws IOException {
        // When
        List<RawItem> items = all(enriched(), "run=2017/part-0", SNOWPLOW);

        // Then
        assertThat(items).hasSize(1);
        JsonNode event = json(items.get(0));
        assertThat(event.path("app_id").asText()).isEqualTo("angry-birds");
        assertThat(event.path("user_id").asText()).isEqualTo("jon.doe@email.com");
        assertThat(event.path("event_id").asText()).isEqualTo("c6ef3124-b53a-4b13-a233-0088f79dcbcb");
        assertThat(event.path("page_referrer").isNull()).isTrue();
        assertThat(event.path("contexts").path("data")).isNotEmpty();
        assertThat(event.path("contexts_org_schema_web_page_1")
                        .path(0)
                        .path("genre")
                        .asText())
                .isEqualTo("blog");
        assertThat(event.path("unstruct_event_com_snowplowanalytics_snowplow_link_click_1")
                        .path("elementId")
                        .asText())
                .isEqualTo("exampleLink");
    }

    @Test
    void aLineOfOtherWidthOrWithBrokenJsonCostsItselfOnly() throws IOException {
        // Given
        String good = new String(enriched(), java.nio.charset.StandardCharsets.UTF_8).strip();
        String broken = good.replaceFirst("\\{\"schema\": \"iglu", "{schema: \"iglu");
        String file = good + "\na\tb\n" + broken + "\n" + good + "\n";

        // When
        List<RawItem> items = all(utf8(file), "part-0.tsv", SNOWPLOW);

        // Then
        assertThat(items).hasSize(4);
        assertThat(codes(items)).containsExactly(ErrorCode.RECORD_MALFORMED, ErrorCode.RECORD_MALFORMED);
        assertThat(unreadable(items.get(1)).reason()).contains("2 columns");
        assertThat(unreadable(items.get(2)).reason()).contains("contexts").doesNotContain("iglu");
    }

    private static final String HEADERS = "hitid_high\tbrowser\tpagename\tos\n";
    private static final String HITS =
            "1\t497\tHome\\\tpage\t9\n2\t1\tTwo\\nlines \\\\ and \"quotes\"\t8\nshort\t1\n3\t\t\t\n";

    private static byte[] lookupFiles() {
        return Tar.of(
                "./event.tsv",
                "1\tPurchase\n",
                "feed/browser.tsv",
                "497\tMicrosoft Internet Explorer 8\n1\tFirefox\n",
                "operating_systems.tsv",
                "9\tWindows\n",
                "column_headers.tsv",
                HEADERS);
    }

    private static final List<String> EXPECTED = List.of(
            "{\"hitid_high\":\"1\",\"browser\":\"497\",\"pagename\":\"Home\\tpage\",\"os\":\"9\","
                    + "\"browser_label\":\"Microsoft Internet Explorer 8\",\"os_label\":\"Windows\"}",
            "{\"hitid_high\":\"2\",\"browser\":\"1\",\"pagename\":\"Two\\nlines \\\\ and \\\"quotes\\\"\",\"os\":\"8\","
                    + "\"browser_label\":\"Firefox\",\"os_label\":null}",
            "RECORD_MALFORMED",
            "{\"hitid_high\":\"3\",\"browser\":null,\"pagename\":null,\"os\":null,\"browser_label\":null,"
                    + "\"os_label\":null}");

    @Test
    void anAdobeFeedInOneArchiveIsReadWhateverTheOrderOfItsFiles() {
        // Given
        byte[] archive = Tar.of(
                "hit_data.tsv",
                HITS,
                "browser.tsv",
                "497\tMicrosoft Internet Explorer 8\n1\tFirefox\n",
                "operating_systems.tsv",
                "9\tWindows\n",
                "column_headers.tsv",
                HEADERS);

        // Then
        assertThat(shown(all(gzip(archive), "suite_2026-01-05.tar.gz", ADOBE))).isEqualTo(EXPECTED);
        assertThat(shown(all(archive, "suite_2026-01-05.tar", ADOBE))).isEqualTo(EXPECTED);
    }

    @Test
    void anAdobeFeedInSeveralFilesTakesItsLookupsFromTheirArchive() {
        // When
        List<RawItem> items = new ArrayList<>();
        try (RecordStream stream = Formats.openAdobe(
                new ByteArrayInputStream(gzip(utf8(HITS))),
                () -> new ByteArrayInputStream(gzip(lookupFiles())),
                ADOBE)) {
            for (Optional<RawItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                items.add(item.get());
            }
        }

        // Then
        assertThat(shown(items)).isEqualTo(EXPECTED);
    }

    @Test
    void anAdobeFeedWithoutItsLookupsSaysWhatIsMissing() {
        // When
        List<RawItem> items = all(gzip(utf8(HITS)), "01-suite_2026-01-05.tsv.gz", ADOBE);

        // Then
        assertThat(codes(items)).containsExactly(ErrorCode.FILE_UNREADABLE);
        assertThat(unreadable(items.get(0)).reason()).contains("column_headers.tsv");
    }

    @Test
    void aTruncatedArchiveIsOneProblem() {
        // Given
        byte[] archive = Tar.of("column_headers.tsv", HEADERS, "hit_data.tsv", HITS);

        // Then
        for (int length = 1; length < 2 * 512 + 40; length += 37) {
            byte[] half = java.util.Arrays.copyOf(archive, length);
            assertThat(codes(all(half, "a.tar", ADOBE))).containsExactly(ErrorCode.FILE_UNREADABLE);
        }
    }
}
