package io.serai.route;

import io.serai.operate.RouteControl;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Camel's routes. */
public final class CamelRouteControl implements RouteControl {
    private final CamelContext context;

    public CamelRouteControl(CamelContext context) {
        this.context = context;
    }

    @Override
    public Optional<String> state(String routeId) {
        return Optional.ofNullable(context.getRouteController().getRouteStatus(routeId))
                .map(state -> state.name().toLowerCase(Locale.ROOT));
    }
}
