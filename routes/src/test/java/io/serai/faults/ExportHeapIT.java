package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.store.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports larger than the heap, all of whose rows come. */
class ExportHeapIT {
    private static final int ROWS = 200_000;
    private static final int WIDTH = 1_500;

    @TempDir
    private Path folder;

    @Test
    void exportsLargerThanTheHeapAreStreamed() throws IOException {
        // Given
        try (Site site = new Site(folder, TestServer.freshConfig())) {
            site.write("schema.yaml", """
                    schema: profile
                    default_region: DE
                    traits:
                      first_name: { type: name, pii: true }
                      country: { type: country }
                      note: { type: string, max_length: 2000 }
                    identifiers: { crm_id: string, email: email, login: string }
                    consents: [email_marketing]
                    events: { seen: {} }
                    """);
            HubProcess hub = site.start("-Xmx192m");
            site.database()
                    .jdbi()
                    .useHandle(handle ->
                            handle.execute("INSERT INTO profile (id, changed, first_seen, last_seen, subjects,"
                                    + " divided, sealed, t_note) SELECT seq, 0, NOW(6), NOW(6), 1, FALSE, '', REPEAT('w', "
                                    + WIDTH
                                    + ") FROM seq_1_to_" + ROWS));

            // When
            long lines;
            try (BufferedReader csv = new BufferedReader(new InputStreamReader(
                    hub.stream("/api/v1/exports/profiles", "{\"fields\": [\"id\", \"note\"]}"),
                    StandardCharsets.UTF_8))) {
                lines = csv.lines().filter(line -> line.length() > WIDTH).count();
            }
            long parquet;
            try (InputStream bytes = hub.stream(
                    "/api/v1/exports/profiles", "{\"fields\": [\"id\", \"note\"], \"format\": \"parquet\"}")) {
                parquet = bytes.transferTo(OutputStream.nullOutputStream());
            }

            // Then
            assertThat(lines).isEqualTo(ROWS);
            assertThat(parquet).isPositive();
            assertThat(hub.isAlive()).isTrue();
        }
    }
}
