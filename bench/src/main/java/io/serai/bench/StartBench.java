package io.serai.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a hub takes from its start to being ready, with its embedded MariaDB installed before, and a command that asks it.
 * All in seconds.
 *
 * @param ready until {@code /health/ready} answers 200
 * @param status what {@code serai status} takes
 */
record StartBench(double ready, double status) {
    /** Over a small configuration of its own. */
    static StartBench run(String home, Path data) throws IOException, InterruptedException {
        Path config = Files.createDirectories(data.resolve("bench-config"));
        int port = Bench.freePort();
        write(
                config,
                "hub.yaml",
                "hub: bench\nstore: { embedded: true }\ndata: " + data.resolve("hub") + "\nhttp: { port: " + port
                        + " }\n");
        write(config, "schema.yaml", PeopleCsv.SCHEMA);
        write(config, "identity.yaml", PeopleCsv.RULES);
        start(home, config, port);
        return start(home, config, port);
    }

    private static StartBench start(String home, Path config, int port) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process hub = new ProcessBuilder(List.of(home + "/serai", "start", "--config", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(config.resolve("hub.log").toFile())
                .start();
        try {
            while (!isReady(port)) {
                if (!hub.isAlive()
                        || System.nanoTime() - began > Duration.ofMinutes(2).toNanos()) {
                    throw new IOException("the hub did not become ready; see " + config.resolve("hub.log"));
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            double ready = (System.nanoTime() - began) / 1e9;
            String data = config.resolveSibling("hub").toString();
            String url = "http://127.0.0.1:" + port;
            return new StartBench(ready, CommandBench.median(home, "status", "--url", url, "--data", data));
        } finally {
            hub.destroy();
            if (!hub.waitFor(60, TimeUnit.SECONDS)) {
                hub.destroyForcibly();
            }
        }
    }

    private static boolean isReady(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
