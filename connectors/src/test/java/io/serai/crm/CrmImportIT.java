package io.serai.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.crm.FakeCrm.Reply;
import io.serai.error.SeraiException;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer;
import io.serai.ingest.TestHub;
import io.serai.profile.Streams.StreamName;
import io.serai.run.ImportCounts;
import io.serai.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a CRM into the store, with the cursor in the records' own transaction. */
class CrmImportIT {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new TestHub(
                Files.readString(Path.of("../config/schema.yaml")),
                Files.readString(Path.of("../config/identity.yaml")));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private Optional<Run> look(SourceKit kit) {
        StreamName name =
                new StreamName(kit.definition().name(), kit.streamDefinition().name());
        ImportInput input = ImportInput.since(name, kit.mapping(), Instant.now(), kit.stream()::read);
        Optional<Run> run =
                new Importer(hub.identity(), hub.runs(), 50).runIfAny(input, () -> false, (id, counts) -> {});
        run.ifPresent(one -> assertThat(one.imported().balance()).isTrue());
        return run;
    }

    private ImportCounts counts(SourceKit kit) {
        return look(kit).map(Run::imported).orElse(ImportCounts.NONE);
    }

    private static ImportCounts stored(int count) {
        return new ImportCounts(count, count, 0, 0, 0, 0);
    }

    private int people() {
        return hub.membership().size();
    }

    @Test
    void hubSpotsContactsAreStoredChangedAndRemoved() {
        try (HubSpotSimulator hubspot = new HubSpotSimulator()) {
            // Given
            SourceKit kit = new SourceKit(
                    "connect-hubspot.md", Map.of("options: {", "options: { base_url: \"" + hubspot.url() + "\","));
            for (int id = 1; id <= 420; id++) {
                hubspot.put(id, NOW.minus(Duration.ofDays(1)).plusSeconds(id), "Bonn");
            }
            // When
            ImportCounts first = counts(kit);
            Optional<Run> idle = look(kit);
            hubspot.put(3, NOW, "Kiel");
            hubspot.archive(4, NOW);
            kit.clock.advance(Duration.ofHours(1));
            ImportCounts second = counts(kit);
            // Then
            assertThat(first).isEqualTo(stored(420));
            assertThat(idle).isEmpty();
            assertThat(second).isEqualTo(stored(2));
            assertThat(people()).isEqualTo(419);
        }
    }

    @Test
    void aReadThatBreaksOffIsTakenUpAndNothingIsLost() {
        try (HubSpotSimulator hubspot = new HubSpotSimulator()) {
            // Given
            SourceKit kit = new SourceKit(
                    "connect-hubspot.md", Map.of("options: {", "options: { base_url: \"" + hubspot.url() + "\","));
            for (int id = 1; id <= 620; id++) {
                hubspot.put(id, NOW.minus(Duration.ofDays(1)).plusSeconds(id), "Bonn");
            }
            int[] searches = {0};
            hubspot.meanwhile = () -> {
                if (++searches[0] == 2) {
                    hubspot.fail(Reply.status(429).with("Retry-After", "9999"));
                }
            };
            // When
            assertThatThrownBy(() -> look(kit)).isInstanceOf(SeraiException.class);
            int half = people();
            Run run = look(kit).orElseThrow();
            // Then
            assertThat(half).isBetween(1, 619);
            assertThat(people()).isEqualTo(620);
            assertThat(run.imported().stored()).isEqualTo(620);
        }
    }

    @Test
    void pipedrivesPersonsAreStoredChangedAndRemoved() {
        try (PipedriveSimulator pipedrive = new PipedriveSimulator()) {
            // Given
            SourceKit kit =
                    new SourceKit("connect-pipedrive.md", Map.of("https://acme.pipedrive.com", pipedrive.url()));
            for (int id = 1; id <= 130; id++) {
                pipedrive.put(id, NOW.minus(Duration.ofDays(1)).plusSeconds(id));
            }
            // When
            ImportCounts first = counts(kit);
            pipedrive.delete(5, NOW);
            ImportCounts second = counts(kit);
            // Then
            assertThat(first).isEqualTo(stored(130));
            assertThat(second).isEqualTo(stored(1));
            assertThat(people()).isEqualTo(129);
        }
    }

    @Test
    void dynamicsContactsAreStoredAndRemovedAndTheLinkStaysFresh() {
        try (DataverseSimulator dataverse = new DataverseSimulator(40)) {
            // Given
            SourceKit kit = new SourceKit(
                    "connect-dynamics365.md",
                    Map.of(
                            "https://acme.crm4.dynamics.com",
                            dataverse.url(),
                            "https://login.microsoftonline.com/acme.onmicrosoft.com/oauth2/v2.0/token",
                            dataverse.url() + "/tenant/oauth2/v2.0/token"));
            for (int id = 100; id < 230; id++) {
                dataverse.put("c" + id, "Ann");
            }
            // When
            ImportCounts first = counts(kit);
            dataverse.delete("c105");
            dataverse.put("c106", "Bea");
            ImportCounts second = counts(kit);
            Optional<Run> idle = look(kit);
            // Then
            assertThat(first).isEqualTo(stored(130));
            assertThat(second).isEqualTo(stored(2));
            assertThat(idle).isEmpty();
            assertThat(people()).isEqualTo(129);
        }
    }

    @Test
    void aLinkMovesOnThoughNothingChanged() {
        try (DataverseSimulator dataverse = new DataverseSimulator(40)) {
            // Given
            SourceKit kit = new SourceKit(
                    "connect-dynamics365.md",
                    Map.of(
                            "https://acme.crm4.dynamics.com",
                            dataverse.url(),
                            "https://login.microsoftonline.com/acme.onmicrosoft.com/oauth2/v2.0/token",
                            dataverse.url() + "/tenant/oauth2/v2.0/token"));
            dataverse.put("c1", "Ann");
            counts(kit);
            dataverse.renewLinks();
            // When
            look(kit);
            dataverse.oldest = dataverse.newest();
            // Then
            assertThat(look(kit)).isEmpty();
        }
    }

    @Test
    void aJobAndAQueryOfSalesforceSayTheSame() {
        try (SalesforceSimulator salesforce = new SalesforceSimulator(100)) {
            // Given
            SourceKit kit =
                    new SourceKit("connect-salesforce.md", Map.of("https://acme.my.salesforce.com", salesforce.url()));
            for (int number = 1; number <= 230; number++) {
                salesforce.put(number, NOW.minus(Duration.ofDays(1)).plusSeconds(number), "Bonn");
            }
            salesforce.put(231, Instant.now(), "Kiel");
            // When
            ImportCounts first = counts(kit);
            salesforce.delete(7, Instant.now());
            ImportCounts second = counts(kit);
            // Then: the newest record was in the job and in the query that overlaps it, and is the same in both.
            assertThat(first).isEqualTo(new ImportCounts(232, 231, 1, 0, 0, 0));
            assertThat(second).isEqualTo(stored(1));
            assertThat(people()).isEqualTo(230);
        }
    }
}
