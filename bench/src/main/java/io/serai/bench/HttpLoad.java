package io.serai.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * A load of HTTP requests over connections that are kept, each sending its next request when it has the last one's answer.
 * By hand over sockets, for on a machine of two cores a client that does more is what would be measured.
 */
final class HttpLoad {
    private final URI address;
    private final int connections;

    HttpLoad(URI address, int connections) {
        this.address = address;
        this.connections = connections;
    }

    /** What a load came to; of the latencies of all requests, in milliseconds, the median and the 99th percentile. */
    record Result(long requests, double perSecond, double median, double p99) {}

    /** @param request the bytes of the request of a number; the numbers are of all connections together */
    Result run(Duration length, IntFunction<byte[]> request) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long began = System.nanoTime();
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i;
                running.add(threads.submit(() -> connection(began + length.toNanos(), first, request)));
            }
            LongStream.Builder all = LongStream.builder();
            for (Future<long[]> one : running) {
                LongStream.of(one.get()).forEach(all);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            long[] sorted = all.build().sorted().toArray();
            return new Result(
                    sorted.length,
                    sorted.length / seconds,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length * 99 / 100] / 1e6);
        } catch (ExecutionException e) {
            throw new IOException("a connection broke", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private long[] connection(long end, int first, IntFunction<byte[]> request) throws IOException {
        LongStream.Builder latencies = LongStream.builder();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int number = first; System.nanoTime() < end; number += connections) {
                byte[] bytes = request.apply(number);
                long sent = System.nanoTime();
                out.write(bytes);
                answer(in);
                latencies.add(System.nanoTime() - sent);
            }
        }
        return latencies.build().toArray();
    }

    private static void answer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered " + status);
        }
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        if (length < 0) {
            chunks(in);
        } else {
            in.skipNBytes(length);
        }
    }

    private static void chunks(InputStream in) throws IOException {
        int size;
        do {
            size = Integer.parseInt(line(in), 16);
            in.skipNBytes(size);
            line(in);
        } while (size > 0);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the connection was closed");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    /** A request with what every server wants to know. */
    byte[] request(String method, String path, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n" + headers
                + "Content-Length: " + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }
}
