package io.serai.app;

import static io.serai.app.HubFixture.contacts;
import static io.serai.app.HubFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.store.Database;
import io.serai.store.StoreConfig;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports over HTTP: what is in them, what is masked, and what is left when the reader or the store goes away. */
class ExportIT {
    private static final String PROFILES = "/api/v1/exports/profiles";

    @TempDir
    static Path folder;

    private static HubFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new HubFixture(folder);
        fixture.start();
        fixture.drop(
                "contacts-1.csv",
                contacts("1,ann@example.com,\"=cmd, \"\"x\"\"\",DE,yes", "2,zoe@example.com,Zoë,FR,no"));
        fixture.lastImport(1);
        eventually()
                .untilAsserted(() -> assertThat(fixture.get("/api/v1/segments/germans")
                                .path("members")
                                .asInt())
                        .isEqualTo(1));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static String export(String body, Map<String, String> headers) {
        var response =
                fixture.send("POST", PROFILES, body, headers, fixture.hub().token());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void chosenFieldsComeUnmaskedToWhoGivesAReason() {
        // When
        String csv = export(
                "{\"fields\": [\"email\", \"first_name\", \"country\", \"email_marketing\", \"segments\"]}",
                Map.of("X-Serai-Reveal", "ticket 7"));

        // Then
        assertThat(csv).isEqualToNormalizingNewlines("""
                        email,first_name,country,email_marketing,segments
                        ann@example.com,"'=cmd, ""x""\",DE,granted,germans
                        zoe@example.com,Zoë,FR,denied,
                        """);
        assertThat(fixture.get("/api/v1/audit?action=reveal").toString())
                .contains("export of profiles", "ticket 7")
                .doesNotContain("ann@example.com");
    }

    @Test
    void personalDataIsMaskedWithoutAReason() {
        // When
        String lines = export(
                "{\"segment\": \"germans\", \"fields\": [\"email\", \"country\"], \"format\": \"jsonl\"}", Map.of());

        // Then
        assertThat(lines).isEqualTo("{\"email\":\"a***\",\"country\":\"DE\"}\n");
    }

    @Test
    void whatIsNotKnownIsRefusedWithoutBeingRepeated() {
        // When
        String field = fixture.post(PROFILES, "{\"fields\": [\"email\", \"ann@example.com\"]}", 400)
                .toString();
        String segment = fixture.post(PROFILES, "{\"segment\": \"ann@example.com\"}", 404)
                .toString();

        // Then
        assertThat(field).contains("Field number 2", "first_name").doesNotContain("ann@");
        assertThat(segment).contains("no segment of this name").doesNotContain("ann@");
    }

    @Test
    void aReaderThatGoesAwayLeavesNothingBehind() throws Exception {
        // Given
        crowd();
        try (Socket reader = ask("[\"id\", \"country\", \"first_seen\", \"last_seen\"]")) {
            assertThat(new String(reader.getInputStream().readNBytes(20_000), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 OK");

            // When: what it asked for is far from read
            reader.close();

            // Then
            eventually().untilAsserted(() -> assertThat(inflight()).isZero());
        }
    }

    @Test
    void anExportThatBreaksOffDoesNotLookWhole() throws Exception {
        // Given
        crowd();
        try (Socket reader = ask("[\"id\", \"country\", \"first_seen\", \"last_seen\"]");
                Database store = store()) {
            InputStream bytes = reader.getInputStream();
            bytes.readNBytes(20_000);

            // When
            store.jdbi().useHandle(handle -> handle.execute("ALTER TABLE profile RENAME COLUMN t_country TO t_away"));
            byte[] rest = bytes.readAllBytes();
            store.jdbi().useHandle(handle -> handle.execute("ALTER TABLE profile RENAME COLUMN t_away TO t_country"));

            // Then
            String end = new String(
                    rest, Math.max(0, rest.length - 100), Math.min(100, rest.length), StandardCharsets.UTF_8);
            assertThat(end).doesNotEndWith("\r\n0\r\n\r\n");
            eventually().untilAsserted(() -> assertThat(inflight()).isZero());
        }
    }

    /** So many that neither side's buffers hold them. */
    private static void crowd() {
        try (Database store = store()) {
            store.jdbi()
                    .useHandle(
                            handle -> handle.execute(
                                    "INSERT IGNORE INTO profile (id, changed, first_seen, last_seen, subjects, divided, sealed, t_country)"
                                            + " SELECT seq + 1000, 0, NOW(6), NOW(6), 1, FALSE, '', 'FR' FROM seq_1_to_400000"));
        }
    }

    private static Database store() {
        Matcher url = Pattern.compile("url: \"([^\"]+)\"").matcher(fixture.read("hub.yaml"));
        assertThat(url.find()).isTrue();
        return Database.open(new StoreConfig(url.group(1), "root", "", 2));
    }

    /** A plain socket: a client of HTTP would read on by itself. */
    private static Socket ask(String fields) throws IOException {
        URI hub = URI.create(fixture.hub().url());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress(hub.getHost(), hub.getPort()));
        String body = "{\"fields\": " + fields + "}";
        socket.getOutputStream()
                .write(("POST " + PROFILES + " HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer "
                                + fixture.hub().token() + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Of all routes, syncs among them: at times zero, unless one is kept for ever. */
    private static long inflight() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName camel = server.queryNames(new ObjectName("org.apache.camel:type=context,*"), null)
                .iterator()
                .next();
        return ((Number) server.getAttribute(camel, "ExchangesInflight")).longValue();
    }
}
