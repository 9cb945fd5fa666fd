package io.serai.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.serai.connector.ConnectorContext;
import io.serai.connector.Delivery;
import io.serai.connector.Destination;
import io.serai.connector.DestinationReader;
import io.serai.connector.Member;
import io.serai.connector.Operation;
import io.serai.connector.Outcome;
import io.serai.connector.Secrets;
import io.serai.connector.Transport;
import io.serai.connectors.ShippedConnectors;
import io.serai.document.Problems;
import io.serai.route.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The declarative engine alone, without a sync around it: members delivered by the definition {@code http-audience}, against
 * a bare HTTP client that posts the same bodies one after the other. The server reads and says yes.
 */
final class DestinationsBench implements AutoCloseable {
    private static final String KEY = "bench";
    /** As many different bodies as the bare client posts over and over. */
    private static final int BODIES = 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final HttpTransport real;
    private final List<Transport.Request> bodies = new ArrayList<>();
    private volatile Duration latency = Duration.ZERO;

    DestinationsBench() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        camel.start();
        real = new HttpTransport(camel);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        hold();
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void hold() {
        try {
            TimeUnit.NANOSECONDS.sleep(latency.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What a run came to, in members per second.
     *
     * @param heapGrowth peak live heap over all members : over the first 100,000
     */
    record Result(double engine, double bare, double heapGrowth) {}

    /** @param delay for how long every answer is held back */
    Result run(int members, Duration delay) throws IOException, InterruptedException {
        latency = delay;
        bodies.clear();
        HeapPeak heap = new HeapPeak();
        long began = heap.now();
        try (Destination destination = destination()) {
            int most = destination.capabilities().maxMembers();
            for (int from = 0; from < members; from += most) {
                deliver(destination, from, Math.min(members, from + most));
                heap.at(Math.min(members, from + most));
            }
        }
        double engine = members / ((heap.now() - began) / 1e9);
        return new Result(engine, bare(members), heap.growth());
    }

    private static void deliver(Destination destination, int from, int to) {
        List<Member> people = new ArrayList<>(to - from);
        for (int person = from; person < to; person++) {
            people.add(new Member(
                    "person" + person + "@example.com",
                    Map.of("FNAME", Optional.of("Anna"), "CITY", Optional.of("Köln"), "VISITS", Optional.of(7L))));
        }
        List<Outcome> outcomes = destination.deliver(new Delivery(
                "b" + from,
                "bench",
                Operation.ADD,
                "email",
                List.of("FNAME", "CITY", "VISITS"),
                people,
                Instant.now().plusSeconds(60)));
        if (outcomes.size() != people.size() || !outcomes.stream().allMatch(Outcome.Confirmed.class::isInstance)) {
            throw new IllegalStateException("not everybody arrived");
        }
    }

    private Destination destination() {
        String yaml = "destination: bench\nconnector: http-audience\noptions: { base_url: \"http://127.0.0.1:"
                + server.getAddress().getPort() + "\", credential: \"{{env:KEY}}\", batch_size: 500 }\n"
                + "audience: { name: vip, add_path: /vip/add, remove_path: /vip/remove }\n";
        Problems problems = new Problems();
        var connectors = ShippedConnectors.load(List.of(), problems);
        Transport recording = request -> {
            if (bodies.size() < BODIES) {
                bodies.add(request);
            }
            return real.send(request);
        };
        return ImportBench.read(
                        ImportBench.parse(yaml),
                        (node, found) ->
                                DestinationReader.read(node, connectors, Secrets.of(Map.of("KEY", KEY)), found))
                .open(new ConnectorContext("bench", Clock.systemUTC(), recording, pause -> {}));
    }

    private double bare(int members) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        int requests = (members + 499) / 500;
        long began = System.nanoTime();
        for (int number = 0; number < requests; number++) {
            Transport.Request request = bodies.get(number % bodies.size());
            HttpRequest.Builder builder = HttpRequest.newBuilder(request.url())
                    .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
            request.headers().forEach(builder::header);
            if (client.send(builder.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    != 204) {
                throw new IllegalStateException("the server refused");
            }
        }
        return members / ((System.nanoTime() - began) / 1e9);
    }

    @Override
    public void close() {
        camel.stop();
        server.stop(0);
        threads.shutdownNow();
    }
}
