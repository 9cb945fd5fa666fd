package io.serai.route;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.RouteControl;
import io.serai.operate.Sources;
import io.serai.profile.Streams.StreamName;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one stream of a source by its schedule, {@code source.NAME.STREAM}. */
final class PullRoute extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(PullRoute.class);

    private final StreamName name;
    private final Schedules.Trigger trigger;
    private final Sources sources;
    private final AtomicBoolean stop;

    PullRoute(StreamName name, Schedules.Trigger trigger, Sources sources, AtomicBoolean stop) {
        this.name = name;
        this.trigger = trigger;
        this.sources = sources;
        this.stop = stop;
    }

    @Override
    public void configure() {
        from(trigger.uri()).routeId(RouteControl.idOf(name)).process(exchange -> read());
    }

    private void read() {
        try {
            sources.read(name, stop::get);
        } catch (SeraiException e) {
            // Being read elsewhere is as it should be.
            if (e.code() != ErrorCode.CONFLICT) {
                LOG.warn("{} is not read: {} {}", name, e.code(), e.getMessage());
            }
        }
    }
}
