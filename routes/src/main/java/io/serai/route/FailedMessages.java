package io.serai.route;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Notes what nobody has caught: at its route, and at a stream what fails in the route of its Kamelet, before a message
 * reaches us.
 */
public final class FailedMessages extends EventNotifierSupport {
    private final Operations hub;

    public FailedMessages(Operations hub) {
        this.hub = hub;
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
        if (cause instanceof SeraiException known) {
            if (known.code() != ErrorCode.CONFLICT) {
                hub.failures().note(route, known);
            }
        } else if (cause != null) {
            SeraiException failure = new SeraiException(
                    ErrorCode.SOURCE_FAILED,
                    "The endpoint failed (" + cause.getClass().getSimpleName()
                            + ") before a message reached the hub. Check the source's options.",
                    cause);
            hub.failures().note(route, failure);
            ConsumeRoute.streamOf(route).ifPresent(stream -> hub.sources().fares(stream, Optional.of(failure)));
        }
    }
}
