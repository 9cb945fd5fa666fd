package io.serai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.serai.store.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while a destination works on a job: the next process asks on, and sends nobody twice. */
class JobKillIT {
    private static final int MEMBERS = 30;

    @TempDir
    private Path folder;

    private final AtomicInteger imports = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile String state = "working";
    private HttpServer server;
    private Site site;

    @BeforeEach
    void prepare() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        site = new Site(folder, TestServer.freshConfig());
        site.write("connectors/importer.yaml", """
                connector: importer
                vendor: { name: Importer }
                auth: { none: true }
                base_url: "http://127.0.0.1:%d"
                identifiers: { email: { from: email, profile: plain-lower } }
                operations:
                  add: &import
                    request: { method: POST, path: /imports }
                    batch: { max_items: 1000 }
                    body: { people: { each: members, as: "${email}" } }
                    accept: [202]
                    job:
                      id: $.id
                      poll: { method: GET, path: "/imports/${job}" }
                      every: 300ms
                      status: $.state
                      done: [complete]
                  remove: *import
                """.formatted(server.getAddress().getPort()));
        site.write("destinations/importer.yaml", "destination: importer\nconnector: importer\n");
        site.sync("germans-to-importer", "importer");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String people = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        sent.addAndGet((int) people.chars().filter(letter -> letter == '@').count());
        boolean begins = exchange.getRequestMethod().equals("POST");
        String answer = begins ? "{\"id\": \"j" + imports.incrementAndGet() + "\"}" : "{\"state\": \"" + state + "\"}";
        questions.addAndGet(begins ? 0 : 1);
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(begins ? 202 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void close() {
        site.close();
        server.stop(0);
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }

    private long of(String sql) {
        return site.count(sql.replace("THE_SYNC", "(SELECT id FROM sync_state WHERE name = 'germans-to-importer')"));
    }

    @Test
    void aJobOutlivesTheProcessThatBeganIt() {
        // Given
        HubProcess first = site.start();
        site.drop(
                "contacts-1.csv",
                People.HEADER
                        + IntStream.range(0, MEMBERS)
                                .mapToObj(number -> "k" + number + ",p" + number
                                        + "@example.com,,Ann,DE,yes,2026-01-01T00:00:00Z,e" + number)
                                .collect(Collectors.joining("\n"))
                        + "\n");
        eventually()
                .until(() ->
                        of("SELECT COUNT(*) FROM outbox WHERE sync_id = THE_SYNC AND job_id IS NOT NULL") == MEMBERS);
        eventually().until(() -> questions.get() > 0);
        // When
        first.kill();
        int before = questions.get();
        site.aMinutePasses();
        site.start();
        // Then
        eventually().until(() -> questions.get() > before + 2);
        assertThat(of("SELECT COUNT(*) FROM sync_member WHERE sync_id = THE_SYNC AND state = 'held'"))
                .isZero();
        // And
        state = "complete";
        eventually()
                .until(() ->
                        of("SELECT COUNT(*) FROM sync_member WHERE sync_id = THE_SYNC AND state = 'held'") == MEMBERS);
        assertThat(of("SELECT COUNT(*) FROM outbox WHERE sync_id = THE_SYNC")).isZero();
        assertThat(of("SELECT COUNT(*) FROM sync_job WHERE sync_id = THE_SYNC")).isZero();
        assertThat(of("SELECT SUM(o.count) FROM sync_outcome o JOIN run r ON r.id = o.run_id"
                        + " WHERE r.name = 'germans-to-importer' AND o.operation = 'add' AND o.outcome = 'delivered'"))
                .isEqualTo(MEMBERS);
        assertThat(sent).as("members that were sent").hasValue(MEMBERS);
        assertThat(site.logs()).doesNotContain(" ERROR ");
    }
}
