package io.serai.route;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
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

    @Override
    public void suspend(String routeId) {
        act(routeId, () -> context.getRouteController().suspendRoute(routeId));
    }

    @Override
    public void resume(String routeId) {
        act(routeId, () -> context.getRouteController().resumeRoute(routeId));
    }

    private interface Step {
        void run() throws Exception;
    }

    private void act(String routeId, Step step) {
        if (state(routeId).isEmpty()) {
            throw new SeraiException(ErrorCode.NOT_FOUND, "There is no route '" + routeId + "'.");
        }
        try {
            step.run();
        } catch (Exception e) {
            throw new SeraiException(ErrorCode.INTERNAL, "The route '" + routeId + "' does not obey.", e);
        }
    }
}
