package io.serai.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.error.Traces;
import io.serai.operate.Operations;
import io.serai.operate.RouteControl;
import io.serai.profile.Streams.StreamName;
import io.serai.raw.RecordStream;
import io.serai.source.SourceStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes from a Camel endpoint, {@code source.NAME.STREAM}. A message is done when its records are committed; one that
 * cannot be stored fails its exchange, and the endpoint keeps it or brings it again.
 */
final class ConsumeRoute extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumeRoute.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StreamName name;
    private final SourceStream.Consumed stream;
    private final Operations hub;
    private final Addresses addresses;

    private ConsumeRoute(StreamName name, SourceStream.Consumed stream, Operations hub, Addresses addresses) {
        this.name = name;
        this.stream = stream;
        this.hub = hub;
        this.addresses = addresses;
    }

    /** The stream whose Kamelet a route is; empty if it is none. */
    static Optional<StreamName> streamOf(String route) {
        return route.endsWith(RouteControl.KAMELET)
                ? RouteControl.streamOf(route.substring(0, route.length() - RouteControl.KAMELET.length()))
                : Optional.empty();
    }

    static RouteSet.Wanted wanted(StreamName name, String version, Operations hub, Addresses addresses) {
        return new RouteSet.Wanted(
                RouteControl.idOf(name),
                version,
                stop -> new ConsumeRoute(name, hub.sources().consumed(name), hub, addresses),
                failure -> failed(name, failure, hub));
    }

    /** Camel's own words may hold the address and with it a credential. */
    private static void failed(StreamName name, Exception failure, Operations hub) {
        SeraiException told = failure instanceof SeraiException known
                ? known
                : new SeraiException(
                        ErrorCode.CONFIG_INVALID,
                        "Camel cannot consume from the endpoint. Check the options of the source and that the"
                                + " component is installed ('./serai add camel-NAME'); the log names the failure.",
                        failure);
        LOG.error("{} cannot be consumed: {} {}", name, told.getMessage(), Traces.withoutMessages(failure));
        hub.sources().fares(name, Optional.of(told));
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        String id = RouteControl.idOf(name);
        from(addresses.placeholder(id, stream.endpoint(id + RouteControl.KAMELET)))
                .routeId(id)
                .process(this::take);
    }

    private void take(Exchange exchange) throws IOException {
        try (InputStream message = body(exchange);
                RecordStream records = stream.records(message)) {
            hub.pushes().take(name, records);
            hub.sources().fares(name, Optional.empty());
        } catch (SeraiException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                hub.sources().fares(name, Optional.of(e));
            }
            throw e;
        }
    }

    /** Whatever the endpoint made of the message: bytes and text as they are, values as JSON. */
    private static InputStream body(Exchange exchange) throws JsonProcessingException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Map || body instanceof Collection) {
            return new ByteArrayInputStream(JSON.writeValueAsBytes(body));
        }
        InputStream bytes = exchange.getMessage().getBody(InputStream.class);
        return bytes == null ? InputStream.nullInputStream() : bytes;
    }
}
