package io.serai.route;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Sources;
import io.serai.profile.Streams.StreamName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one stream of a source by its schedule, {@code source.NAME.STREAM}. */
final class PullRoute extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(PullRoute.class);

    private final StreamName name;
    private final Optional<String> cron;
    private final Duration every;
    private final Sources sources;
    private final AtomicBoolean stop;

    PullRoute(StreamName name, Optional<String> cron, Duration every, Sources sources, AtomicBoolean stop) {
        this.name = name;
        this.cron = cron;
        this.every = every;
        this.sources = sources;
        this.stop = stop;
    }

    static String id(StreamName name) {
        return "source." + name;
    }

    @Override
    public void configure() {
        // stateful: a read that outlasts its interval is not overtaken by the next one.
        String trigger = cron.map(text -> "cron=" + text.trim().replaceAll("\\s+", "+"))
                .orElse("trigger.repeatCount=-1&trigger.repeatInterval=" + every.toMillis());
        from("quartz:sources/" + name + "?stateful=true&" + trigger)
                .routeId(id(name))
                .process(exchange -> read());
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
