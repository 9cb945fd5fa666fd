package io.serai.route;

import io.serai.connectors.camel.CamelSourceKind;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Sources;
import io.serai.profile.Streams.StreamName;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Notes at a stream what fails in the route of its Kamelet, before a message reaches us. */
public final class FailedMessages extends EventNotifierSupport {
    private final Sources sources;

    public FailedMessages(Sources sources) {
        this.sources = sources;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.ExchangeFailed;
    }

    @Override
    public void notify(CamelEvent event) {
        Exchange exchange = ((CamelEvent.ExchangeEvent) event).getExchange();
        String route = String.valueOf(exchange.getFromRouteId());
        Exception cause = exchange.getException();
        if (!route.endsWith(CamelSourceKind.ROUTE) || cause == null || cause instanceof SeraiException) {
            return;
        }
        String name = route.substring("source.".length(), route.length() - CamelSourceKind.ROUTE.length());
        sources.fares(
                new StreamName(name.substring(0, name.indexOf('.')), name.substring(name.indexOf('.') + 1)),
                Optional.of(new SeraiException(
                        ErrorCode.SOURCE_FAILED,
                        "The endpoint failed (" + cause.getClass().getSimpleName()
                                + ") before a message reached the hub. Check the source's options.",
                        cause)));
    }
}
