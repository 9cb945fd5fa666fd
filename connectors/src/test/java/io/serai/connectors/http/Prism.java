package io.serai.connectors.http;

import io.serai.connector.Transport;
import io.serai.connectors.JdkTransport;
import io.serai.servers.Installations;
import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** Prism answering as a vendor's OpenAPI document says, and refusing what the document does not allow. */
final class Prism implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Transport transport = new JdkTransport();
    private final Process process;
    private final String url;

    /** What it makes of a request. */
    enum Verdict {
        ALLOWED,
        REFUSED,
        /** The document has no such request. */
        NOT_DESCRIBED
    }

    /**
     * Starts it; aborts the test that asks, which counts as skipped, where Prism, Node or the document is absent.
     *
     * @param spec a file in the folder specs of the shared data
     */
    static Prism start(String spec) {
        Path document =
                Path.of(System.getProperty("serai.shared", "")).resolve("specs").resolve(spec);
        Assumptions.assumeTrue(
                Files.exists(document),
                "no API document at " + document + "; give the folder that has specs/ by -Dserai.shared=DIR");
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
                .until(() -> judge("GET", "/", Map.of(), new byte[0]) == Verdict.NOT_DESCRIBED);
    }

    /**
     * Judges a request by its document. An answer that its own document's examples make wrong is not held against the
     * request.
     */
    Verdict judge(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        Transport.Response response = transport.send(
                new Transport.Request(method, URI.create(url + path), headers, body, PATIENCE, 10_000_000));
        String answer = new String(response.body(), StandardCharsets.UTF_8);
        if (answer.contains("errors#NO_PATH_MATCHED_ERROR") || answer.contains("errors#NO_METHOD_MATCHED_ERROR")) {
            return Verdict.NOT_DESCRIBED;
        }
        boolean ownFault = response.status() >= 500 && answer.contains("\"location\":[\"response\"");
        return response.status() < 400 || ownFault ? Verdict.ALLOWED : Verdict.REFUSED;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
    }
}
