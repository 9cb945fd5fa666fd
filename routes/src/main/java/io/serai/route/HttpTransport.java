package io.serai.route;

import io.serai.connector.Transport;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.Synchronization;
import org.apache.hc.core5.io.CloseMode;

/** HTTP by camel-http: one pool of connections for all destinations, no redirects, bounded in time and size. */
public final class HttpTransport implements Transport {
    private static final int CHUNK = 8192;
    private static final long STEP_MILLIS = 250;

    private static final String CLIENT = "serai-http-client";

    private final CamelContext context;
    private final Map<String, Producer> producers = new ConcurrentHashMap<>();
    private volatile boolean ended;

    public HttpTransport(CamelContext context) {
        this.context = context;
        // Whether and when to try again is the sync's to decide; and no account is to get another one's cookies.
        HttpClientConfigurer client = builder -> builder.disableAutomaticRetries()
                .disableCookieManagement()
                // A connection that was being made when the pool was closed is not cut off with it.
                .addRequestInterceptorFirst((request, entity, state) -> refuseWhenEnded());
        context.getRegistry().bind(CLIENT, HttpClientConfigurer.class, client);
    }

    @Override
    public Response send(Request request) throws IOException {
        long deadline = System.nanoTime() + request.timeout().toNanos();
        Producer producer = producers.computeIfAbsent(endpoint(request), this::producer);
        // After it is among those that end() goes through, so that none slips through between.
        refuseWhenEnded();
        Exchange exchange = producer.getEndpoint().createExchange();
        fill(exchange.getMessage(), request);
        try {
            producer.process(exchange);
        } catch (Exception e) {
            throw failed(e);
        }
        if (exchange.getException() != null) {
            throw failed(exchange.getException());
        }
        Message answer = exchange.getMessage();
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        return new Response(status, headers(answer), body(exchange, request.maxResponseBytes(), deadline));
    }

    /**
     * Lets the requests that are on their way have this much time to be answered, then cuts them off: whoever waits for
     * one hears that the line broke. Later requests are refused. Returns at once.
     */
    public void endAfter(Duration grace) {
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::end);
    }

    private void refuseWhenEnded() throws IOException {
        if (ended) {
            throw new IOException("not sent: the hub stops");
        }
    }

    private void end() {
        ended = true;
        for (Producer producer : producers.values()) {
            ((HttpEndpoint) producer.getEndpoint()).getClientConnectionManager().close(CloseMode.IMMEDIATE);
        }
    }

    /** Used without a template: that would read the whole answer, however long, before it is looked at. */
    private Producer producer(String uri) {
        try {
            Producer producer = context.getEndpoint(uri).createProducer();
            context.addService(producer);
            return producer;
        } catch (Exception e) {
            throw new SeraiException(ErrorCode.INTERNAL, "HTTP is not available.", e);
        }
    }

    /**
     * Endpoints differ by their time limit only; the address goes with each message. The limit is rounded up, or what is
     * left of a delivery's time would make an endpoint of its own each time.
     */
    private static String endpoint(Request request) {
        long millis = (request.timeout().toMillis() / STEP_MILLIS + 1) * STEP_MILLIS;
        String scheme = request.url().getScheme().equals("https") ? "https" : "http";
        return scheme + "://serai.invalid?throwExceptionOnFailure=false&followRedirects=false&deleteWithBody=true"
                + "&disableStreamCache=true&httpClientConfigurer=#" + CLIENT + "&connectTimeout=" + millis
                + "&responseTimeout=" + millis + "&soTimeout=" + millis + "&connectionRequestTimeout=" + millis;
    }

    private static void fill(Message message, Request request) {
        URI url = request.url();
        String query = Optional.ofNullable(url.getRawQuery()).orElse("");
        String address = url.toString().replaceAll("[?#].*", "");
        request.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_URI, address);
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        if (!query.isEmpty()) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, query);
        }
        message.setBody(request.body().length == 0 ? null : request.body());
    }

    private static Map<String, List<String>> headers(Message answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        answer.getHeaders().forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                List<String> values = value instanceof List<?> many
                        ? many.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(value));
                headers.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        return headers;
    }

    private static byte[] body(Exchange exchange, int most, long deadline) throws IOException {
        try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
            if (in == null) {
                return new byte[0];
            }
            try {
                return read(in, most, deadline);
            } finally {
                // First the connection: closing the stream alone would read a long answer to its end.
                end(exchange);
            }
        }
    }

    private static byte[] read(InputStream in, int most, long deadline) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            body.write(chunk, 0, read);
            if (body.size() > most) {
                throw new IOException("the answer is longer than " + most + " bytes");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the answer took too long");
            }
        }
        return body.toByteArray();
    }

    private static void end(Exchange exchange) {
        List<Synchronization> completions = exchange.getExchangeExtension().handoverCompletions();
        if (completions != null) {
            completions.forEach(completion -> completion.onComplete(exchange));
        }
    }

    /** Without the cause's message: it may quote the address and what is in it. */
    private static IOException failed(Exception cause) {
        if (Thread.currentThread().isInterrupted()) {
            return new java.io.InterruptedIOException("interrupted");
        }
        return new IOException("no answer: " + cause.getClass().getSimpleName(), cause);
    }

    @Override
    public String toString() {
        return "HttpTransport[" + context.getName() + "]";
    }
}
