package io.serai.route;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Failures;
import io.serai.operate.Operations;
import io.serai.operate.RouteControl;
import io.serai.operate.Syncs;
import io.serai.sync.SyncRun;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one sync by its schedule, {@code sync.NAME}; one without a schedule has no route. */
final class SyncRoute extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRoute.class);

    private final String name;
    private final Schedules.Trigger trigger;
    private final Syncs syncs;
    private final Failures failures;

    SyncRoute(String name, Schedules.Trigger trigger, Operations hub) {
        this.name = name;
        this.trigger = trigger;
        this.syncs = hub.syncs();
        this.failures = hub.failures();
    }

    static String id(String name) {
        return RouteControl.SYNC + name;
    }

    /** Remembers a run that failed among what went wrong on its route. */
    static void note(Failures failures, SyncRun run) {
        failures.note(
                id(run.sync()),
                run.code().map(ErrorCode::name).orElse(""),
                run.error().orElse(""));
    }

    @Override
    public void configure() {
        from(trigger.uri()).routeId(id(name)).process(exchange -> run());
    }

    private void run() {
        try {
            SyncRun run = syncs.run(name);
            if (run.state() == SyncRun.State.FAILED) {
                note(failures, run);
            }
        } catch (SeraiException e) {
            // Paused, or running elsewhere: that is as someone wants it.
            if (e.code() != ErrorCode.CONFLICT) {
                LOG.warn("sync {} did not run: {} {}", name, e.code(), e.getMessage());
                failures.note(id(name), e);
            }
        }
    }
}
