package io.serai.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.crm.FakeCrm.Reply;
import io.serai.crm.SourceKit.Read;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipedriveTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant START = NOW.minus(Duration.ofDays(2));

    private final PipedriveSimulator pipedrive = new PipedriveSimulator();
    private final SourceKit kit =
            new SourceKit("connect-pipedrive.md", Map.of("https://acme.pipedrive.com", pipedrive.url()));

    @AfterEach
    void close() {
        pipedrive.close();
    }

    private void people(int count) {
        for (int id = 1; id <= count; id++) {
            pipedrive.put(id, START.plusSeconds(id / 3));
        }
    }

    static Set<String> ids(List<String> records) {
        Set<String> ids = new HashSet<>();
        records.forEach(record -> ids.add(json(record).path("id").asText()));
        return ids;
    }

    static JsonNode json(String record) {
        try {
            return FakeCrm.JSON.readTree(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyPageIsReadAndThenOnlyWhatChanged() {
        // Given
        people(1_300);
        Read first = kit.readAll(Optional.empty());
        pipedrive.put(5, NOW);
        // When
        Read second = kit.readAll(first.cursor());
        // Then
        assertThat(first.records()).hasSize(1_300);
        assertThat(ids(first.records())).hasSize(1_300);
        assertThat(ids(second.records())).containsExactly("5");
        assertThat(second.records()).hasSize(1);
    }

    @Test
    void anAbandonedReadGoesOnWhereItWasLeft() {
        // Given
        people(1_300);
        // When
        Read part = kit.read(Optional.empty(), 777);
        Read rest = kit.readAll(part.cursor());
        // Then
        List<String> all = new ArrayList<>(part.records());
        all.addAll(rest.records());
        assertThat(ids(all)).hasSize(1_300);
        assertThat(rest.records().size()).isLessThan(1_300);
    }

    @Test
    void deletedPersonsComeAsDeletions() {
        // Given
        people(20);
        Read first = kit.readAll(Optional.empty());
        pipedrive.delete(7, NOW);
        // When
        Read second = kit.readAll(first.cursor());
        // Then
        assertThat(second.records()).hasSize(1);
        JsonNode gone = json(second.records().get(0));
        assertThat(gone.path("id").asInt()).isEqualTo(7);
        assertThat(gone.path("deleted").asBoolean()).isTrue();
        assertThat(gone.path("deleted_at").asText()).isEqualTo(NOW.toString());
        assertThat(kit.readAll(second.cursor()).records()).isEmpty();
    }

    @Test
    void aPageThatLeadsToItselfIsNotFollowedForEver() {
        // Given
        String page = "{\"data\": [{\"id\": 1, \"update_time\": \"2026-10-01T00:00:00Z\"}],"
                + " \"additional_data\": {\"next_cursor\": \"same\"}}";
        pipedrive.fail(Reply.text(page), Reply.text(page), Reply.text(page));
        // Then
        assertThatThrownBy(() -> kit.readAll(Optional.empty()))
                .isInstanceOfSatisfying(
                        SeraiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNINTELLIGIBLE));
        assertThat(pipedrive.asked("/api/v2/persons")).isEqualTo(2);
    }
}
