package io.serai.route;

import io.serai.config.ConfigItem;
import io.serai.config.HubConfig;
import io.serai.config.Kind;
import io.serai.config.SourceDefinition;
import io.serai.connectors.camel.CamelSourceKind;
import io.serai.connectors.file.FileSourceKind;
import io.serai.connectors.file.FileStream;
import io.serai.connectors.webhook.WebhookSourceKind;
import io.serai.document.Node;
import io.serai.error.SeraiException;
import io.serai.mapping.Mapping;
import io.serai.operate.Alerts;
import io.serai.operate.Operations;
import io.serai.operate.Rates;
import io.serai.operate.RouteControl;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Missed;
import io.serai.sync.SyncDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.quartz.JobKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All routes that make a hub work by itself: its sources, its syncs, the refresh of segments, the watch over files. */
public final class HubRoutes extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(HubRoutes.class);
    private static final long REFRESH_MILLIS = 2_000;
    private static final long UPKEEP_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final long WATCH_MILLIS = 1_000;
    private static final long SAMPLE_MILLIS = 5_000;
    /** Shorter than connectors wait between two questions. */
    private static final long JOBS_MILLIS = 2_000;

    private final Operations hub;
    private final RouteSet routes;
    private final Addresses addresses;
    private final Schedules schedules;
    private final Rates rates;
    private final Alerts alerts;
    private final Runnable followers;
    private List<ConfigItem> followed = List.of();

    /** @param followers what else is to follow the configuration */
    public HubRoutes(
            CamelContext context, Operations hub, Schedules schedules, Rates rates, Alerts alerts, Runnable followers) {
        super(context);
        this.hub = hub;
        this.schedules = schedules;
        this.rates = rates;
        this.alerts = alerts;
        this.followers = followers;
        this.routes = new RouteSet(context);
        this.addresses = Addresses.in(context);
    }

    @Override
    public void configure() {
        from("timer:segments?delay=" + REFRESH_MILLIS + "&period=" + REFRESH_MILLIS)
                .routeId("segments")
                .process(exchange -> hub.refresh());
        from("timer:jobs?delay=" + JOBS_MILLIS + "&period=" + JOBS_MILLIS)
                .routeId("jobs")
                .process(exchange -> goOn());
        from("timer:upkeep?delay=" + UPKEEP_MILLIS + "&period=" + UPKEEP_MILLIS)
                .routeId("upkeep")
                .process(exchange -> {
                    hub.upkeep();
                    alerts.upkeep();
                });
        from("timer:config?delay=" + WATCH_MILLIS + "&period=" + WATCH_MILLIS)
                .routeId("config")
                .process(exchange -> watch());
        from("timer:rates?period=" + SAMPLE_MILLIS).routeId("rates").process(exchange -> rates.sample());
        from("timer:attention?delay=" + SAMPLE_MILLIS + "&period=" + SAMPLE_MILLIS)
                .routeId("attention")
                .process(exchange -> alerts.look());
    }

    /** Where a destination works on a job, nobody waits for it: it is asked after when it is time. */
    private void goOn() {
        try {
            hub.syncs().goOn(run -> SyncRoute.note(hub.failures(), run));
        } catch (SeraiException e) {
            LOG.warn("jobs of destinations are not asked after: {}", e.code());
        }
    }

    private synchronized void watch() {
        try {
            hub.reload();
            if (!hub.configuration().running().items().equals(followed)) {
                follow();
            }
        } catch (SeraiException e) {
            LOG.warn("the configuration is not reloaded: {} {}", e.code(), e.getMessage());
        }
    }

    /** Brings sources and syncs in line with the running configuration. */
    public synchronized void follow() {
        HubConfig config = hub.configuration().running();
        List<RouteSet.Wanted> wanted = new ArrayList<>();
        Set<JobKey> jobs = new HashSet<>();
        config.sources().values().forEach(source -> addresses.hide(source.kind().options()));
        config.destinations()
                .values()
                .forEach(to -> addresses.hide(to.connector().options()));
        config.sources().values().forEach(source -> addSource(config, source, wanted, jobs));
        config.syncs().values().forEach(sync -> addSync(sync, wanted, jobs));
        routes.become(wanted);
        schedules.keep(jobs);
        followed = config.items();
        followers.run();
        hub.sources().pollMended();
    }

    private void addSync(SyncDefinition sync, List<RouteSet.Wanted> wanted, Set<JobKey> jobs) {
        if (sync.schedule().isPresent()) {
            Schedules.Trigger trigger =
                    new Schedules.Trigger("syncs", sync.name(), sync.schedule(), EVERY, sync.missed());
            jobs.add(trigger.key());
            wanted.add(new RouteSet.Wanted(
                    SyncRoute.id(sync.name()), trigger.uri(), stop -> new SyncRoute(sync.name(), trigger, hub)));
        }
    }

    private void addSource(HubConfig config, SourceDefinition source, List<RouteSet.Wanted> wanted, Set<JobKey> jobs) {
        if (source.kind() instanceof WebhookSourceKind) {
            return;
        }
        for (SourceDefinition.Stream stream : source.streams().values()) {
            Optional<Mapping> mapping = Optional.ofNullable(config.mappings().get(stream.mapping()));
            StreamName name = new StreamName(source.name(), stream.name());
            // A mapping is compiled against the schema, so another schema is another version too.
            String version = config.version(Kind.SOURCE, source.name())
                    + config.version(Kind.CONNECTOR, source.kind().name())
                    + config.version(Kind.MAPPING, stream.mapping())
                    + config.version(Kind.SCHEMA, "profile");
            mapping.map(compiled -> wanted(source, stream, name, compiled, version, jobs))
                    .ifPresent(wanted::add);
        }
    }

    /** A folder is watched, file by file; an endpoint of Camel brings its messages; every other source is asked. */
    private RouteSet.Wanted wanted(
            SourceDefinition source,
            SourceDefinition.Stream stream,
            StreamName name,
            Mapping mapping,
            String version,
            Set<JobKey> jobs) {
        String id = RouteControl.idOf(name);
        if (source.kind() instanceof FileSourceKind) {
            return new RouteSet.Wanted(
                    id, version, stop -> new FileSourceRoute(name, FileStream.of(source, stream), mapping, hub, stop));
        }
        if (source.kind() instanceof CamelSourceKind) {
            return ConsumeRoute.wanted(name, version, hub, addresses);
        }
        Schedules.Trigger trigger = trigger(name, stream.settings());
        jobs.add(trigger.key());
        return new RouteSet.Wanted(id, version, stop -> new PullRoute(name, trigger, hub.sources(), stop));
    }

    private static Schedules.Trigger trigger(StreamName name, Node settings) {
        return new Schedules.Trigger(
                "sources",
                name.toString(),
                settings.text("schedule"),
                settings.duration("every", EVERY),
                Missed.of(settings));
    }

    /** Lets imports end at their next batch. */
    public void drain() {
        routes.drain();
    }
}
