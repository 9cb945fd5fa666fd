package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.crypto.Keyring;
import io.serai.store.StoreConfig;
import io.serai.store.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A whole small configuration in a folder of its own, and the hub over it. */
final class HubFixture implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Path root;
    final Path config;
    final Path in;
    final Path out;
    private final HttpClient client = HttpClient.newHttpClient();
    private Hub hub;

    HubFixture(Path root) {
        this.root = root;
        this.config = root.resolve("config");
        this.in = root.resolve("in");
        this.out = root.resolve("out");
        StoreConfig store = TestServer.freshConfig();
        Path keys = root.resolve("keys.json");
        Keyring.generateAt(keys);
        write("hub.yaml", """
                hub: test
                store: { url: "%s", user: root }
                keys: "{{file:%s}}"
                data: %s
                http: { port: 0 }
                dev: true
                """.formatted(store.url(), keys, root.resolve("data")));
        write("schema.yaml", """
                schema: profile
                default_region: DE
                traits:
                  first_name: { type: name, pii: true }
                  country: { type: country }
                identifiers: { crm_id: string, email: email }
                consents: [email_marketing]
                """);
        write("identity.yaml", """
                identity: default
                link_on: { email: {} }
                """);
        write("mappings/crm-contact.yaml", """
                mapping: crm-contact
                key: id
                identifiers: { crm_id: id, email: email }
                traits: { first_name: name, country: country }
                consents: { email_marketing: { from: consent, map: { "yes": granted, "no": denied } } }
                """);
        write("sources/crm.yaml", """
                source: crm
                connector: file
                options: { dir: %s, settle: 200ms }
                streams:
                  contacts: { mapping: crm-contact, files: "contacts*.csv" }
                """.formatted(in));
        write("segments/germans.yaml", """
                segment: germans
                where: { trait: country, equals: DE }
                """);
        write("destinations/drop.yaml", """
                destination: drop
                connector: file-drop
                options: { dir: %s, format: csv, file_name: "{sync}" }
                """.formatted(out));
        write("syncs/germans-to-drop.yaml", """
                sync: germans-to-drop
                segment: germans
                destination: drop
                mode: snapshot
                schedule: "0/1 * * * * ?"
                purpose: email_marketing
                identifier: email
                fields: { NAME: first_name }
                """);
    }

    void write(String file, String yaml) {
        try {
            Path path = config.resolve(file);
            Files.createDirectories(path.getParent());
            Path scratch = path.resolveSibling("." + path.getFileName());
            Files.writeString(scratch, yaml);
            Files.move(scratch, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(config.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Hub start() {
        return start(Clock.systemUTC());
    }

    Hub start(Clock clock) {
        hub = Hub.start(new HubSettings(config, System.getenv(), clock));
        return hub;
    }

    void stop() {
        hub.close();
    }

    Hub hub() {
        return hub;
    }

    /** Drops a file as a careful producer would: written aside, then renamed. */
    void drop(String name, String content) throws IOException {
        Files.createDirectories(in);
        Path aside = in.resolve(name + ".tmp");
        Files.writeString(aside, content);
        Files.move(aside, in.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    static String contacts(String... rows) {
        return "id,email,name,country,consent\n" + String.join("\n", rows) + "\n";
    }

    static ConditionFactory eventually() {
        // A file that is not there yet is a wait, not a failure.
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(NoSuchFileException.class);
    }

    JsonNode get(String path) {
        return call("GET", path, "", Map.of(), 200);
    }

    JsonNode post(String path, String body, int status) {
        return call("POST", path, body, Map.of(), status);
    }

    JsonNode call(String method, String path, String body, Map<String, String> headers, int status) {
        HttpResponse<String> response = send(method, path, body, headers, hub.token());
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> send(String method, String path, String body, Map<String, String> headers, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Description.OURS.check(method, path, body, response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The last import of the contacts, once it has ended. */
    JsonNode lastImport(long runs) {
        eventually().untilAsserted(() -> {
            JsonNode all = get("/api/v1/runs?kind=import&limit=100").path("runs");
            assertThat(all).hasSize((int) runs);
            assertThat(all.get(0).path("state").asText()).isNotEqualTo("running");
        });
        return get("/api/v1/runs?kind=import").path("runs").get(0);
    }

    static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a count in the store comes to. */
    long count(String sql) {
        return hub.operations()
                .database()
                .read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        if (hub != null) {
            hub.close();
        }
    }
}
