package io.serai.connectors.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.serai.connectors.objects.Looks;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.raw.RecordStream;
import io.serai.source.Source;
import io.serai.source.SourceStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Amazon answers and S3Mock never does. */
class S3AnswersTest {
    private final S3SourceKind kind = new S3SourceKind();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    /** Answers one request. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(Answer answer) {
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer.to(exchange);
            exchange.close();
        });
    }

    private Source source(int port) {
        return Looks.source(
                kind,
                "{endpoint: 'http://127.0.0.1:" + port + "', bucket: people, access_key: AKIA1, secret_key: s3cret}",
                Clock.systemUTC());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>about ann@example.com</Message></Error>";
    }

    private static SeraiException failure(Source source) {
        return catchThrowableOfType(SeraiException.class, source::check);
    }

    @ParameterizedTest
    @CsvSource({
        "403, InvalidAccessKeyId, SOURCE_REFUSED_CREDENTIAL",
        "403, SignatureDoesNotMatch, SOURCE_REFUSED_CREDENTIAL",
        "400, ExpiredToken, SOURCE_REFUSED_CREDENTIAL",
        "403, AccessDenied, SOURCE_FORBIDDEN",
        "404, NoSuchBucket, CONFIG_INVALID",
        "400, AuthorizationHeaderMalformed, CONFIG_INVALID",
        "503, SlowDown, SOURCE_BUSY",
        "500, InternalError, SOURCE_FAILED"
    })
    void refusalsAreToldApart(int status, String code, ErrorCode expected) {
        // Given
        answer(exchange -> send(exchange, status, error(code)));

        // When
        SeraiException failure = failure(source(server.getAddress().getPort()));

        // Then
        assertThat(failure.code()).isEqualTo(expected);
        assertThat(failure).hasMessageContaining("'people'").hasMessageNotContainingAny("ann@", "AKIA1", "s3cret");
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws IOException {
        // Given
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        // Then
        assertThat(failure(source(nobody)).code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
    }

    @Test
    void aServerThatIsBusyForAMomentIsAskedAgain() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        answer(exchange -> {
            if (asked.incrementAndGet() < 3) {
                send(exchange, 503, error("SlowDown"));
            } else {
                send(exchange, 200, page(0, 0));
            }
        });

        // When
        source(server.getAddress().getPort()).check();

        // Then
        assertThat(asked).hasValue(3);
    }

    /** One page of a listing; another one follows if it has any object. */
    private static String page(int from, int to) {
        StringBuilder xml = new StringBuilder("<ListBucketResult>");
        if (to > from) {
            xml.append("<IsTruncated>true</IsTruncated><NextContinuationToken>" + to + "</NextContinuationToken>");
        }
        for (int i = from; i < to; i++) {
            xml.append("<Contents><Key>o-")
                    .append(i)
                    .append(".csv</Key><LastModified>2026-01-05T00:00:00.000Z")
                    .append("</LastModified><ETag>\"e")
                    .append(i)
                    .append("\"</ETag><Size>1</Size></Contents>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    @Test
    void aHundredThousandObjectsAreListed() {
        // Given
        answer(exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            int from = query.contains("continuation-token=")
                    ? Integer.parseInt(query.replaceFirst(".*continuation-token=(\\d+).*", "$1"))
                    : 0;
            send(exchange, 200, page(from, Math.min(from + 1_000, 100_000)));
        });
        Source source = source(server.getAddress().getPort());

        // Then
        assertThat(Looks.list(Looks.stream(kind, source, "{mapping: m, files: 'o-*.csv'}")).stream()
                        .map(SourceStream.StoredObject::fingerprint)
                        .distinct()
                        .count())
                .isEqualTo(100_000);
    }

    @Test
    void closingEndsAReadThatWaitsForItsServer() {
        // Given: half an object, and then nothing
        CountDownLatch over = new CountDownLatch(1);
        answer(exchange -> {
            if (String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type")) {
                send(
                        exchange,
                        200,
                        page(0, 1).replace("<Size>1<", "<Size>400000<").replaceAll("<IsTr.*Token>", ""));
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"e0\"");
            exchange.sendResponseHeaders(200, 400_000);
            exchange.getResponseBody().write(("id\n" + "123456789\n".repeat(20_000)).getBytes(UTF_8));
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Source source = source(server.getAddress().getPort());
        SourceStream.Objects objects = Looks.stream(kind, source, "{mapping: m, files: '*.csv'}");
        try (RecordStream read = objects.open(Looks.list(objects).get(0))) {
            // When, Then
            assertThat(Looks.closedWhileWaiting(source, read).code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
        } finally {
            over.countDown();
        }
    }

    @Test
    void aConnectionThatBreaksGoesOnWhereItBroke() throws IOException {
        // Given
        String content = "id\n" + "123456789\n".repeat(200_000);
        AtomicInteger opened = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> breakOff(socket, content, opened));
            Source source = source(socket.getLocalPort());

            // When
            var records = Looks.records(Looks.stream(kind, source, "{mapping: m, files: '*.csv'}"));

            // Then
            assertThat(records).hasSize(200_000);
            assertThat(Set.copyOf(records)).containsExactly("{\"id\":\"123456789\"}");
            assertThat(opened.get()).isEqualTo(3);
        }
    }

    /** Promises a whole object, sends a third of it and hangs up. */
    private static void breakOff(ServerSocket socket, String content, AtomicInteger opened) {
        String list = page(0, 1)
                .replace("<Size>1<", "<Size>" + content.length() + "<")
                .replaceAll("<IsTruncated>.*</NextContinuationToken>", "");
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                BufferedReader request = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
                List<String> lines = new ArrayList<>();
                for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                    lines.add(line);
                }
                boolean listing = lines.get(0).contains("list-type");
                int from = lines.stream()
                        .filter(line -> line.startsWith("Range:"))
                        .map(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0);
                assertThat(listing || lines.contains("If-Match: \"e0\"")).isTrue();
                opened.addAndGet(listing ? 0 : 1);
                String body = listing ? list : content.substring(from, Math.min(from + 700_000, content.length()));
                int promised = listing ? list.length() : content.length() - from;
                connection
                        .getOutputStream()
                        .write(("HTTP/1.1 " + (from > 0 ? 206 : 200) + " OK\r\nETag: \"e0\"\r\n"
                                        + "Connection: close\r\nContent-Length: " + promised + "\r\n\r\n" + body)
                                .getBytes(UTF_8));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
