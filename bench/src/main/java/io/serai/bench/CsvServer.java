package io.serai.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CSV file as two vendors would serve it, from disk and with no work of its own: the one object of a bucket (listing and
 * reading, as S3 answers them), and the result of a Salesforce bulk query in parts of 20,000 rows with locators.
 */
final class CsvServer implements AutoCloseable {
    private static final int PART = 20_000;
    private static final Pattern LOCATOR = Pattern.compile("locator=(\\d+)");

    private final Path file;
    private final byte[] header;
    /** Where each part begins, and the end. */
    private final List<Long> parts = new ArrayList<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    CsvServer(Path file) throws IOException {
        this.file = file;
        this.header = index();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/bucket", this::s3);
        server.createContext("/services", this::salesforce);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Finds where the parts begin; answers the first line. */
    private byte[] index() throws IOException {
        byte[] first = new byte[0];
        long at = 0;
        long line = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int read = in.read(); read >= 0; read = in.read()) {
                at++;
                if (read == '\n') {
                    if (line % PART == 0 && at < Files.size(file)) {
                        parts.add(at);
                    }
                    first = line == 0 ? new byte[(int) at] : first;
                    line++;
                }
            }
        }
        parts.add(at);
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(first, 0, first.length);
        }
        return first;
    }

    private void s3(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath().replaceFirst("^/bucket/?", "");
        exchange.getResponseHeaders().set("ETag", "\"bench\"");
        if (key.isEmpty()) {
            text(exchange, "application/xml", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><Prefix></Prefix>\
                    <KeyCount>1</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated><Contents><Key>people.csv</Key>\
                    <LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>"bench"</ETag><Size>%d</Size>\
                    <StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>""".formatted(Files.size(file)));
            return;
        }
        send(exchange, "text/csv", new byte[0], 0, Files.size(file));
    }

    private void salesforce(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/oauth2/token")) {
            text(exchange, "application/json", "{\"access_token\":\"t\",\"token_type\":\"Bearer\"}");
        } else if (path.endsWith("/results")) {
            Matcher locator = LOCATOR.matcher(exchange.getRequestURI().getQuery());
            int part = locator.find() ? Integer.parseInt(locator.group(1)) : 0;
            exchange.getResponseHeaders().set("Sforce-Locator", part + 2 < parts.size() ? "" + (part + 1) : "null");
            send(exchange, "text/csv", header, parts.get(part), parts.get(part + 1));
        } else if (path.contains("/jobs/query")) {
            text(
                    exchange,
                    "application/json",
                    "{\"id\":\"j\",\"state\":\"JobComplete\",\"createdDate\":\"%s\"}".formatted(Instant.EPOCH));
        } else {
            text(exchange, "application/json", "{\"done\":true,\"records\":[]}");
        }
    }

    private static void text(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Something to begin with, then a range of the file. */
    private void send(HttpExchange exchange, String type, byte[] before, long from, long to) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, before.length + to - from);
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = exchange.getResponseBody()) {
            out.write(before);
            in.skipNBytes(from);
            byte[] buffer = new byte[1 << 16];
            for (long left = to - from; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
