package io.serai.route;

import io.serai.api.Api;
import io.serai.api.Content;
import io.serai.api.Reply;
import io.serai.api.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/** Brings HTTP requests to the {@link Api}: one route a group, {@code api.GROUP}. */
public final class ApiRoutes extends RouteBuilder {
    /** Largest body that is held in memory. */
    private static final int MAX_BODY = 10_000_000;

    /** The group whose bodies are read as they come: Camel would hold them in memory before anyone is asked for a key. */
    private static final String STREAMED = "api.uploads";

    private final Api api;

    public ApiRoutes(Api api) {
        this.api = api;
    }

    @Override
    public void configure() {
        Map<String, String> paths = new TreeMap<>();
        api.endpoints().forEach(endpoint -> paths.put("api." + endpoint.group(), endpoint.groupPath()));
        paths.forEach(this::route);
        // The first route that fits takes a request, so the one that fits them all comes last.
        route("api.other", "/api");
    }

    private void route(String id, String path) {
        from("platform-http:" + path + "?matchOnUriPrefix=true&muteException=true&useBodyHandler="
                        + !id.equals(STREAMED))
                .routeId(id)
                .process(this::handle);
    }

    private void handle(Exchange exchange) {
        Message in = exchange.getMessage();
        URI uri = URI.create(in.getHeader(Exchange.HTTP_URL, "", String.class));
        Request request = Request.of(
                in.getHeader(Exchange.HTTP_METHOD, "", String.class),
                decoded(uri.getRawPath()),
                query(in.getHeader(Exchange.HTTP_QUERY, "", String.class)),
                headers(in),
                address(in),
                content(in));
        Reply reply = api.handle(request);
        // The request's headers would else go back with the answer, the token among them.
        in.removeHeaders("*");
        in.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        in.setHeader(Exchange.CONTENT_TYPE, reply.contentType());
        in.setHeader("Cache-Control", "no-store");
        reply.headers().forEach(in::setHeader);
        if (reply.body() instanceof Reply.Streamed streamed) {
            // Unbuffered: the route would else set a large answer aside before it sends it.
            exchange.getExchangeExtension().setStreamCacheDisabled(true);
            in.setBody(StreamedAnswer.of(streamed.bytes(), in));
        } else if (reply.body() instanceof Reply.Whole whole) {
            // Vert.x's own: Camel sends bytes of any other kind as a stream, read and written in turns.
            in.setBody(Buffer.buffer(whole.bytes()));
        }
    }

    private static Content content(Message in) {
        if (in.getBody() instanceof HttpServerRequest request) {
            return Content.of(new StreamedBody(request), MAX_BODY);
        }
        byte[] body = in.getBody(byte[].class);
        return Content.of(body == null ? new byte[0] : body);
    }

    /** The nearest one: what a proxy says of whom it serves, anybody could say. */
    private static InetAddress address(Message in) {
        SocketAddress remote = in.getHeader(VertxPlatformHttpConstants.REMOTE_ADDRESS, SocketAddress.class);
        return new InetSocketAddress(remote.hostAddress(), remote.port()).getAddress();
    }

    private static Map<String, String> headers(Message in) {
        Map<String, String> headers = new HashMap<>();
        in.getHeaders().forEach((name, value) -> {
            if (value instanceof String text && !name.startsWith("Camel")) {
                headers.put(name.toLowerCase(Locale.ROOT), text);
            }
        });
        return headers;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                query.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not ours to mend: the API will not find it.
            return text;
        }
    }
}
