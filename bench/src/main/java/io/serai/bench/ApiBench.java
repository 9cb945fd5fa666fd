package io.serai.bench;

import io.serai.app.Hub;
import io.serai.app.HubSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A hub over people who are stored already, and requests to its API, over as many connections as a busy caller has. */
final class ApiBench implements AutoCloseable {
    private static final int CONNECTIONS = 32;

    private final Hub hub;
    private final HttpLoad load;
    private final int people;

    /** @param people how many of {@link PeopleCsv} are stored, at least */
    ApiBench(BenchStore store, int people) throws IOException {
        this.people = people;
        Path config = Files.createDirectories(store.folder.resolve("config"));
        Path keys = store.folder.resolve("keys.json");
        Files.writeString(keys, ImportBench.KEY_FILE);
        Files.writeString(
                config.resolve("hub.yaml"),
                "hub: bench\nstore: { url: \"" + store.server.url("bench") + "\", user: root }\nkeys: \"{{file:" + keys
                        + "}}\"\ndata: " + store.folder.resolve("hub") + "\nhttp: { port: 0 }\n");
        Files.writeString(config.resolve("schema.yaml"), PeopleCsv.SCHEMA);
        Files.writeString(config.resolve("identity.yaml"), PeopleCsv.RULES);
        this.hub = Hub.start(HubSettings.of(config));
        this.load = new HttpLoad(URI.create(hub.url()), CONNECTIONS);
    }

    /** Profiles by their e-mail address, another one each time. */
    HttpLoad.Result lookUps(Duration length) throws IOException, InterruptedException {
        String headers = "Authorization: Bearer " + hub.token() + "\r\nContent-Type: application/json\r\n";
        return load.run(
                length,
                number -> load.request(
                        "POST",
                        "/api/v1/profiles/search",
                        headers,
                        "{\"namespace\": \"email\", \"value\": \"user" + number % people + "@example.com\"}"));
    }

    /** What a request costs that asks nothing. */
    HttpLoad.Result bare(Duration length) throws IOException, InterruptedException {
        byte[] request = load.request("GET", "/health/live", "", "");
        return load.run(length, number -> request);
    }

    @Override
    public void close() {
        hub.close();
    }
}
