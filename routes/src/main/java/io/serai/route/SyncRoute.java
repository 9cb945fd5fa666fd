package io.serai.route;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Syncs;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one sync by its schedule, {@code sync.NAME}; one without a schedule has no route. */
final class SyncRoute extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRoute.class);

    private final String name;
    private final Schedules.Trigger trigger;
    private final Syncs syncs;

    SyncRoute(String name, Schedules.Trigger trigger, Syncs syncs) {
        this.name = name;
        this.trigger = trigger;
        this.syncs = syncs;
    }

    static String id(String name) {
        return "sync." + name;
    }

    @Override
    public void configure() {
        from(trigger.uri()).routeId(id(name)).process(exchange -> run());
    }

    private void run() {
        try {
            syncs.run(name);
        } catch (SeraiException e) {
            // Paused, or running elsewhere: that is as someone wants it.
            if (e.code() != ErrorCode.CONFLICT) {
                LOG.warn("sync {} did not run: {} {}", name, e.code(), e.getMessage());
            }
        }
    }
}
