package io.serai.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * S3 with two buckets: in {@code big} is one object of 10 GB, made while it is read, and in {@code few} are as many
 * objects of ten rows as there are to be.
 */
final class BigBucket implements AutoCloseable {
    static final long SIZE = 10_000_000_000L;
    static final int FEW = 10;

    /** How many objects are in {@code few}. */
    final AtomicInteger objects = new AtomicInteger();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    BigBucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    /** A source of one of the buckets, read at the start and then each hour. */
    void source(HubFixture fixture, String bucket) {
        fixture.write("sources/" + bucket + ".yaml", """
                source: %s
                connector: s3
                options: { bucket: %s, endpoint: "http://127.0.0.1:%d", access_key: a, secret_key: b }
                streams: { contacts: { mapping: crm-contact, files: "*.csv", every: 1h } }
                """.formatted(
                        bucket, bucket, server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        boolean big = path[1].equals("big");
        if (path.length == 2) {
            send(exchange, "application/xml", big ? list(1, SIZE) : list(objects.get(), few(1).length()));
        } else if (big) {
            stream(exchange);
        } else {
            send(exchange, "text/csv", few(Integer.parseInt(path[2].replace(".csv", ""))));
        }
    }

    private static String list(int objects, long size) {
        StringBuilder list = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        for (int number = 1; number <= objects; number++) {
            list.append("<Contents><Key>%d.csv</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                            .formatted(number))
                    .append("<ETag>\"v1\"</ETag><Size>%d</Size></Contents>".formatted(size));
        }
        return list.append("</ListBucketResult>").toString();
    }

    /** As long as any other: they are listed with one size. */
    private static String few(int object) {
        return rows("few%03dx".formatted(object), 0, FEW);
    }

    private static String rows(String prefix, long from, int count) {
        StringBuilder rows = new StringBuilder(from == 0 ? "id,email,name,country,consent\n" : "");
        for (long row = from; row < from + count; row++) {
            rows.append("%s%d,%s%d@example.com,Ann,FR,no\n".formatted(prefix, row, prefix, row));
        }
        return rows.toString();
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** To the end or, rather, until nobody reads any more. */
    private static void stream(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, SIZE);
        OutputStream body = exchange.getResponseBody();
        long left = SIZE;
        for (long row = 0; left > 0; row += 1_000) {
            byte[] rows = rows("big", row, 1_000).getBytes(StandardCharsets.UTF_8);
            int length = (int) Math.min(left, rows.length);
            body.write(rows, 0, length);
            left -= length;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
