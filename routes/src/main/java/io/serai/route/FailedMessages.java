package io.serai.route;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Sources;
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
        Exception cause = exchange.getException();
        if (cause == null || cause instanceof SeraiException) {
            return;
        }
        ConsumeRoute.streamOf(String.valueOf(exchange.getFromRouteId()))
                .ifPresent(stream -> sources.fares(
                        stream,
                        Optional.of(new SeraiException(
                                ErrorCode.SOURCE_FAILED,
                                "The endpoint failed (" + cause.getClass().getSimpleName()
                                        + ") before a message reached the hub. Check the source's options.",
                                cause))));
    }
}
