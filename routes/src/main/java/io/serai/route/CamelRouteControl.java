package io.serai.route;

import io.serai.operate.RouteControl;
import io.serai.operate.RouteFigures;
import java.time.Duration;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;

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

    @Override
    public List<RouteFigures> figures() {
        return context
                .getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedRoutes()
                .stream()
                .map(CamelRouteControl::figures)
                .sorted(Comparator.comparing(RouteFigures::id))
                .toList();
    }

    private static RouteFigures figures(ManagedRouteMBean route) {
        return new RouteFigures(
                route.getRouteId(),
                route.getEndpointUri().replaceAll(":.*", ""),
                route.getState().toLowerCase(Locale.ROOT),
                Duration.ofMillis(Math.max(0, route.getUptimeMillis())),
                route.getExchangesCompleted() + route.getExchangesFailed(),
                route.getExchangesInflight(),
                millis(route.getMeanProcessingTime()),
                millis(route.getLastProcessingTime()),
                millis(route.getMaxProcessingTime()),
                Optional.ofNullable(route.getLastExchangeCompletedTimestamp()).map(Date::toInstant));
    }

    /** Camel says -1 before the first exchange. */
    private static Duration millis(long millis) {
        return Duration.ofMillis(Math.max(0, millis));
    }
}
