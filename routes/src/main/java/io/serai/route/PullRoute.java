package io.serai.route;

import io.serai.operate.RouteControl;
import io.serai.operate.Sources;
import io.serai.profile.Streams.StreamName;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;

/** Reads one stream of a source by its schedule, {@code source.NAME.STREAM}. */
final class PullRoute extends RouteBuilder {
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
        from(trigger.uri()).routeId(RouteControl.idOf(name)).process(exchange -> sources.poll(name, stop::get));
    }
}
