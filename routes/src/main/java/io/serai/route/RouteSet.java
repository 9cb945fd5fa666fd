package io.serai.route;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes that follow the configuration: added, replaced and removed one by one, each without touching the others.
 * (Camel's own reload stops all routes for a mistake in one.) Thread-safe.
 */
public final class RouteSet {
    private static final Logger LOG = LoggerFactory.getLogger(RouteSet.class);

    private final CamelContext context;
    private final Map<String, Running> running = new HashMap<>();

    public RouteSet(CamelContext context) {
        this.context = context;
    }

    /**
     * A route as the configuration wants it.
     *
     * @param version another version is another route
     * @param route makes it; it is handed what says true when the route is to let its work go
     * @param failed hears why it cannot be started
     */
    public record Wanted(
            String id, String version, Function<AtomicBoolean, RoutesBuilder> route, Consumer<Exception> failed) {
        public Wanted(String id, String version, Function<AtomicBoolean, RoutesBuilder> route) {
            this(id, version, route, failure -> LOG.error("route {} cannot be started: {}", id, rootOf(failure)));
        }
    }

    private record Running(String version, AtomicBoolean stop) {}

    /** Makes these the routes there are. One that cannot be started costs only itself. */
    public synchronized void become(List<Wanted> wanted) {
        Map<String, Wanted> byId = new HashMap<>();
        wanted.forEach(one -> byId.put(one.id(), one));
        for (String id : new ArrayList<>(running.keySet())) {
            Wanted next = byId.get(id);
            Running now = running.get(id);
            if (next == null || (now != null && !now.version().equals(next.version()))) {
                remove(id);
            }
        }
        wanted.stream().filter(one -> !running.containsKey(one.id())).forEach(this::add);
    }

    private void add(Wanted wanted) {
        AtomicBoolean stop = new AtomicBoolean();
        try {
            context.addRoutes(wanted.route().apply(stop));
            running.put(wanted.id(), new Running(wanted.version(), stop));
            LOG.info("route {} started", wanted.id());
        } catch (Exception e) {
            wanted.failed().accept(e);
            removeFromContext(wanted.id());
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private void remove(String id) {
        Running gone = running.remove(id);
        if (gone != null) {
            gone.stop().set(true);
            removeFromContext(id);
            LOG.info("route {} removed", id);
        }
    }

    private void removeFromContext(String id) {
        try {
            // A Kamelet's own route is named after the one that consumes from it, and would outlive it.
            for (Route route : context.getRoutes()) {
                if (route.getId().equals(id) || route.getId().startsWith(id + ".")) {
                    context.getRouteController().stopRoute(route.getId());
                    context.removeRoute(route.getId());
                    context.removeEndpoint(route.getEndpoint());
                }
            }
        } catch (Exception e) {
            throw new SeraiException(ErrorCode.INTERNAL, "The route " + id + " cannot be removed.", e);
        }
    }

    /** Lets the work of every route end at its next safe place. */
    public synchronized void drain() {
        running.values().forEach(one -> one.stop().set(true));
    }
}
