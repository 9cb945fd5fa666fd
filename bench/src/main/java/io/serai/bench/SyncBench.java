package io.serai.bench;

import io.serai.connector.ConnectorContext;
import io.serai.connector.Destination;
import io.serai.connector.DestinationReader;
import io.serai.connector.Secrets;
import io.serai.connector.SyncMode;
import io.serai.connector.Transport;
import io.serai.connectors.ShippedConnectors;
import io.serai.document.Problems;
import io.serai.identity.Identity;
import io.serai.route.HttpTransport;
import io.serai.run.Leases;
import io.serai.run.Missed;
import io.serai.sandbox.SandboxMailer;
import io.serai.segment.SegmentEngine;
import io.serai.segment.SegmentReader;
import io.serai.sync.Brake;
import io.serai.sync.FieldSource;
import io.serai.sync.RetryPolicy;
import io.serai.sync.SyncDefinition;
import io.serai.sync.SyncEngine;
import io.serai.sync.SyncListener;
import io.serai.sync.SyncRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A sync of all people to the sandbox e-mail tool, against a bare HTTP client that posts the same bodies to it one after
 * the other. The sandbox's answers are held back as long as a real tool would take, the same for both.
 */
final class SyncBench {
    private static final String KEY = "bench";

    private final BenchStore store;
    private final Identity identity;
    private final Duration latency;

    SyncBench(BenchStore store, Identity identity, Duration latency) {
        this.store = store;
        this.identity = identity;
        this.latency = latency;
    }

    /**
     * What a run came to.
     *
     * @param hub members per second of the hub, from its start to its end
     * @param bare members per second of the bare client
     * @param planning seconds of the hub's time before it sent the first batch
     */
    record Result(double hub, double bare, double planning) {}

    Result run() throws Exception {
        segment();
        List<Transport.Request> sent = new ArrayList<>();
        try (SandboxMailer mailer = SandboxMailer.start(0, SandboxMailer.Options.of(KEY));
                DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            Transport real = new HttpTransport(camel);
            Transport recording = request -> {
                sent.add(request);
                hold();
                return real.send(request);
            };
            Destination destination = destination(mailer, recording);
            long began = System.nanoTime();
            AtomicLong planned = new AtomicLong();
            SyncRun run = engine(progress -> planned.compareAndSet(0, System.nanoTime()))
                    .run(definition(), destination);
            double seconds = (System.nanoTime() - began) / 1e9;
            long members = run.books().delivered();
            if (run.state() != SyncRun.State.FINISHED || members == 0) {
                throw new IllegalStateException("the sync did not finish: " + run);
            }
            double bare = bare(sent);
            return new Result(members / seconds, members / bare, (planned.get() - began) / 1e9);
        }
    }

    private void hold() {
        try {
            TimeUnit.NANOSECONDS.sleep(latency.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void segment() {
        SegmentEngine segments = new SegmentEngine(store.database, Clock.systemUTC());
        segments.apply(SegmentReader.readAll(
                List.of(ImportBench.parse("{ segment: everyone, where: { trait: country, equals: DE } }")),
                identity.schema(),
                Map.of(),
                Map.of()));
        segments.refresh();
    }

    private Destination destination(SandboxMailer mailer, Transport transport) {
        String yaml = "destination: sandbox\nconnector: sandbox-mailer\noptions: { base_url: " + mailer.url()
                + ", api_key: \"{{env:KEY}}\" }\naudience: { list: bench }\n";
        Problems problems = new Problems();
        var connectors = ShippedConnectors.load(List.of(), problems);
        return ImportBench.read(
                        ImportBench.parse(yaml),
                        (node, found) ->
                                DestinationReader.read(node, connectors, Secrets.of(Map.of("KEY", KEY)), found))
                .open(new ConnectorContext("bench", Clock.systemUTC(), transport, pause -> {}));
    }

    private SyncEngine engine(SyncListener listener) {
        return new SyncEngine(
                store.database,
                identity.keyring(),
                identity.profiles(),
                new Leases(store.database, "bench"),
                Clock.systemUTC(),
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()),
                SyncEngine.Limits.DEFAULT,
                listener);
    }

    private static SyncDefinition definition() {
        return new SyncDefinition(
                "bench-" + System.nanoTime(),
                "everyone",
                "sandbox",
                SyncMode.MIRROR,
                Optional.empty(),
                Missed.RUN_ONCE,
                Optional.empty(),
                "email",
                Map.of("FNAME", new FieldSource.Trait("first_name"), "CITY", new FieldSource.Trait("city")),
                Brake.DEFAULT,
                RetryPolicy.DEFAULT);
    }

    /** Seconds the bare client takes. */
    private double bare(List<Transport.Request> requests) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long began = System.nanoTime();
        for (Transport.Request request : requests) {
            hold();
            HttpRequest.Builder builder = HttpRequest.newBuilder(
                            URI.create(request.url().toString().replace("/lists/bench/", "/lists/bare/")))
                    .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
            request.headers().forEach(builder::header);
            HttpResponse<byte[]> answer = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the sandbox answered " + answer.statusCode());
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
