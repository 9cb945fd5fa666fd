package io.serai.connectors.http;

import io.serai.servers.Installations;
import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** Prism answering as a vendor's OpenAPI document says, and refusing what the document does not allow. */
final class Prism implements AutoCloseable {
    private final Process process;
    private final String url;

    /**
     * Starts it; aborts the test that asks, which counts as skipped, where Prism, Node or the document is absent.
     *
     * @param spec a file in the folder specs of the shared data
     */
    static Prism start(String spec) {
        Path document =
                Path.of(System.getProperty("serai.shared", "")).resolve("specs").resolve(spec);
        Assumptions.assumeTrue(Files.exists(document), "no API document at " + document);
        Path program = Installations.npm("prism-5.14.2").resolve("node_modules/@stoplight/prism-cli/dist/index.js");
        Assumptions.assumeTrue(Files.exists(program), "no Prism; run ./serai test on a machine with Node 20 and npm");
        Assumptions.assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, "node"))),
                "no Node; install Node 20 or newer");
        return new Prism(program, document);
    }

    private Prism(Path program, Path document) {
        int port = EmbeddedMariaDb.freePort();
        url = "http://127.0.0.1:" + port;
        Path log = Path.of("target", "prism-" + port + ".log");
        try {
            process = new ProcessBuilder(
                            "node",
                            program.toString(),
                            "mock",
                            "--host",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--errors",
                            document.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-prism"));
        Awaitility.await("Prism; see " + log)
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() -> status("GET", "/", ""), Predicate.not(Integer.valueOf(0)::equals));
    }

    String url() {
        return url;
    }

    /** The status of the answer to a request with a credential of the right form. */
    int status(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic c2VyYWk6a2V5")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
    }
}
