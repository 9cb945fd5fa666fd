package io.serai.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.serai.document.Document;
import io.serai.document.Problem;
import io.serai.document.Problems;
import io.serai.source.SourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamReaderTest {
    private final Problems problems = new Problems();

    private Optional<SourceKind> read(String yaml) {
        return Document.parse("mine.yaml", yaml, problems)
                .flatMap(root -> HttpConnectorReader.read(root, problems).sourceKind());
    }

    private static String documented() throws IOException {
        String page = Files.readString(Path.of("../docs/how-to/write-a-connector.md"));
        int from = page.indexOf("connector: acme-crm");
        return page.substring(from, page.indexOf("```", from));
    }

    private List<String> messages() {
        return problems.list().stream().map(Problem::message).toList();
    }

    @Test
    void theDocumentedDefinitionIsGood() throws IOException {
        // When
        Optional<SourceKind> kind = read(documented());
        // Then
        assertThat(problems.list()).isEmpty();
        assertThat(kind).map(SourceKind::name).contains("acme-crm");
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws IOException {
        // When
        Optional<SourceKind> kind = read(documented()
                .replace("$.items", "items")
                .replace("${fields}", "${felds}")
                .replace("page: { token: $.next }", "page: { keyset: 5, ties: { method: GET, path: / } }")
                .replace("overlap: 5m", "order: none"));
        // Then
        assertThat(kind).isEmpty();
        assertThat(messages())
                .containsExactlyInAnyOrder(
                        "'items' is no path.",
                        "nothing here is called 'felds'.",
                        "'keyset' needs a time to go on from.");
    }

    @Test
    void aSecretMayNotStandInARequest() throws IOException {
        // When
        Optional<SourceKind> kind = read(documented().replace("path: /contacts", "path: /contacts/${token}"));
        // Then
        assertThat(kind).isEmpty();
        assertThat(messages()).containsExactly("nothing here is called 'token'.");
    }

    @Test
    void aStreamIsCheckedAgainstTheStreamItReads() throws IOException {
        // Given
        SourceKind kind = read(documented()).orElseThrow();
        Problems found = new Problems();
        // When
        Document.parse("s.yaml", "streams: { people: { mapping: m } }", found)
                .ifPresent(root -> kind.check(root.require("streams").require("people"), found));
        Document.parse("s.yaml", "streams: { people: { mapping: m, read: contacts } }", found)
                .ifPresent(root -> kind.check(root.require("streams").require("people"), found));
        // Then
        assertThat(found.list())
                .extracting(Problem::message)
                .containsExactly("the connector 'acme-crm' has no stream of this name.");
    }

    @Test
    void timesAreWrittenAsSaidAndReadHoweverTheyAreWritten() {
        // Given
        Instant time = Instant.parse("2026-03-01T12:00:00Z");
        JsonNodeFactory json = JsonNodeFactory.instance;
        // Then
        assertThat(Moments.ISO.write(time.plusMillis(7))).isEqualTo("2026-03-01T12:00:00.007Z");
        assertThat(Moments.ISO_SECONDS.write(time.plusMillis(7))).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(Moments.SQL.write(time)).isEqualTo("2026-03-01 12:00:00");
        assertThat(Moments.EPOCH_MS.write(time)).isEqualTo("1772366400000");
        assertThat(List.of(
                        "2026-03-01T12:00:00Z",
                        "2026-03-01T12:00:00.000+0000",
                        "2026-03-01T13:00:00+01:00",
                        "2026-03-01 12:00:00",
                        "1772366400000"))
                .allSatisfy(text ->
                        assertThat(Moments.ISO.read(json.textNode(text))).contains(time));
        assertThat(Moments.EPOCH_S.read(json.numberNode(1772366400))).contains(time);
        assertThat(Moments.ISO.read(json.textNode("yesterday"))).isEmpty();
        assertThat(Moments.ISO.read(json.nullNode())).isEmpty();
        assertThat(Moments.ISO.step()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void theNextPageOfALinkHeaderIsFound() {
        assertThat(LinkHeader.next(List.of("<https://a/x?page=1>; rel=\"prev\", <https://a/x?page=3>; rel=\"next\"")))
                .isEqualTo("https://a/x?page=3");
        assertThat(LinkHeader.next(List.of("<https://a/2>; title=t; rel=next"))).isEqualTo("https://a/2");
        assertThat(LinkHeader.next(List.of("<https://a/1>; rel=\"first\""))).isEmpty();
        assertThat(LinkHeader.next(List.of())).isEmpty();
    }
}
