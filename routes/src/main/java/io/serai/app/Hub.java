package io.serai.app;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.serai.access.Credentials;
import io.serai.access.OidcTokens;
import io.serai.access.Sessions;
import io.serai.api.Api;
import io.serai.api.Endpoint;
import io.serai.audit.Audit;
import io.serai.config.Applied;
import io.serai.config.ConfigReader;
import io.serai.config.ConfigStore;
import io.serai.config.Definitions;
import io.serai.config.HubDefinition;
import io.serai.config.StoredSecrets;
import io.serai.connectors.Installed;
import io.serai.console.Console;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.jmx.Jolokia;
import io.serai.jmx.Management;
import io.serai.operate.Alerts;
import io.serai.operate.Attention;
import io.serai.operate.Gauges;
import io.serai.operate.Meters;
import io.serai.operate.Operations;
import io.serai.operate.RouteControl;
import io.serai.operate.Status;
import io.serai.route.ApiRoutes;
import io.serai.route.CamelEndpoints;
import io.serai.route.CamelRouteControl;
import io.serai.route.CamelRoutes;
import io.serai.route.ConsoleRoute;
import io.serai.route.FailedMessages;
import io.serai.route.HttpTransport;
import io.serai.route.HubRoutes;
import io.serai.route.Schedules;
import io.serai.route.SentHeaders;
import io.serai.run.Leases;
import io.serai.sandbox.SandboxMailer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running hub: everything wired by hand, started in order and closed in reverse. Thread-safe.
 *
 * <p>Closing drains: routes take nothing new, an import stops at the end of its batch and a sync after its delivery, to
 * be taken up by the next start.
 */
public final class Hub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final String VERSION = Optional.ofNullable(
                    Hub.class.getPackage().getImplementationVersion())
            .orElse("development");
    private static final long MAX_BODY = 10_000_000;
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(15);
    /** How long a destination that has a request may still answer it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What is to be closed, the last opened first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final String token;
    private Optional<Operations> operations = Optional.empty();
    private Optional<Status> status = Optional.empty();
    private Optional<SandboxMailer> sandbox = Optional.empty();
    private List<Endpoint> endpoints = List.of();
    private int port;

    private Hub(String token) {
        this.token = token;
    }

    /**
     * Starts a hub and returns when it is ready.
     *
     * @throws SeraiException if it cannot start; nothing is left open then
     */
    public static Hub start(HubSettings settings) {
        ConfigReader reader =
                new ConfigReader(Installed.beside(settings.config(), new CamelRoutes()), settings.environment());
        HubDefinition definition = ConfigStore.hub(settings.config(), reader);
        DataFolder data = DataFolder.take(definition.data());
        Hub hub = new Hub(data.token());
        hub.open.push(data);
        try {
            hub.open(settings, reader, definition, data);
            LOG.info("hub {} is ready on http://{}:{}", definition.name(), definition.host(), hub.port);
            LOG.info("who can read {} is its admin", data.resolve(DataFolder.TOKEN));
            return hub;
        } catch (SeraiException e) {
            hub.close();
            throw e;
        } catch (Exception e) {
            hub.close();
            LOG.error("the hub cannot be started", e);
            throw new SeraiException(
                    ErrorCode.INTERNAL,
                    "The hub cannot be started: " + e.getClass().getSimpleName() + "; the log says more.",
                    e);
        }
    }

    private void open(HubSettings settings, ConfigReader reader, HubDefinition definition, DataFolder data)
            throws Exception {
        // MariaDB takes its time to start; Camel is built meanwhile.
        CompletableFuture<Store> opening = CompletableFuture.supplyAsync(() -> Store.open(definition, data));
        open.push(() -> opening.handle((store, failure) -> Optional.ofNullable(store))
                .join()
                .ifPresent(Store::close));
        PrometheusMeterRegistry registry = registry();
        Meters meters = new Meters(registry, settings.clock());
        DefaultCamelContext camel = camel(definition.name(), Installed.kamelets(settings.config()), registry);
        VertxPlatformHttpServer server = server(camel, definition);
        Store store = await(opening);
        Path lastGood = data.resolve("last-good");
        Applied applied = new Applied(store.database(), settings.clock());
        Audit audit = new Audit(store.database(), store.keyring(), settings.clock());
        StoredSecrets secrets = new StoredSecrets(store.database(), store.keyring(), audit, settings.clock());
        Definitions definitions = new Definitions(store.database(), secrets, audit, settings.clock());
        ConfigStore config = new ConfigStore(settings.config(), lastGood, reader, applied, definitions);
        if (definition.sandbox().isPresent()) {
            sandbox = Optional.of(opened(Sandbox.start(definition.sandbox().getAsInt(), data)));
        }
        Leases leases = new Leases(store.database(), data.hubId());
        // This folder is ours alone: what its hub held when it was killed, nobody holds.
        leases.freeOwn();
        HttpTransport transport = new HttpTransport(camel);
        Operations running = new Operations(
                store.database(),
                store.keyring(),
                settings.clock(),
                leases,
                config,
                transport,
                new CamelEndpoints(camel),
                meters);
        open.push(running);
        camel.getManagementStrategy().addEventNotifier(new FailedMessages(running));
        RouteControl control = new CamelRouteControl(camel);
        Status state = new Status(running, VERSION, control);
        Attention attention = new Attention(running, state);
        Management management = new Management(running, state, attention);
        Alerts alerts = new Alerts(running, attention, leases, transport, management::tell);
        open.push(alerts);
        Schedules schedules = Schedules.in(camel, store.database(), data.hubId());
        HubRoutes routes = new HubRoutes(camel, running, schedules, meters.rates(), alerts, management::follow);
        Gauges gauges = new Gauges(state, attention, registry);
        Optional<OidcTokens> tokens = definition.oidc().map(oidc -> new OidcTokens(oidc, settings.clock()));
        Credentials credentials = new Credentials(token, running.keys(), tokens, running.users(), settings.clock());
        Sessions sessions = new Sessions(store.database(), store.keyring(), credentials, audit, settings.clock());
        Jolokia jolokia = opened(new Jolokia(definition.name()));
        Api api = new Api(
                running,
                state,
                attention,
                alerts,
                meters,
                credentials,
                sessions,
                tokens.flatMap(judge -> judge.signIn(store.keyring())),
                jolokia,
                asked::countDown,
                () -> {
                    gauges.refresh();
                    return registry.scrape();
                });
        endpoints = api.endpoints();
        camel.addRoutes(new ApiRoutes(api));
        camel.addRoutes(new ConsoleRoute(Console.shipped()));
        camel.addRoutes(routes);
        open.push(schedules);
        open.push(camel);
        open.push(routes::drain);
        open.push(schedules::drain);
        open.push(() -> transport.endAfter(GRACE));
        open.push(running::drain);
        open.push(management);
        camel.start();
        running.start();
        routes.follow();
        schedules.start();
        port = server.getServer().actualPort();
        operations = Optional.of(running);
        status = Optional.of(state);
    }

    private static Store await(CompletableFuture<Store> opening) throws Exception {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return registry;
    }

    private static DefaultCamelContext camel(String name, Path kamelets, PrometheusMeterRegistry registry) {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getCamelContextExtension().setName(Schedules.NAME);
        camel.setManagementName("serai-" + name);
        // What hangs must not hold the end up.
        camel.getComponent("quartz", QuartzComponent.class).setInterruptJobsOnShutdown(true);
        camel.getComponent("kamelet", KameletComponent.class).setLocation("file:" + kamelets + ",classpath:kamelets");
        camel.getComponent("platform-http", PlatformHttpComponent.class).setHeaderFilterStrategy(new SentHeaders());
        camel.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, registry);
        camel.addRoutePolicyFactory(new MicrometerRoutePolicyFactory());
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        camel.getShutdownStrategy().setTimeout(SHUTDOWN_LIMIT.toSeconds());
        camel.getShutdownStrategy().setShutdownNowOnTimeout(true);
        camel.setSourceLocationEnabled(false);
        return camel;
    }

    private static VertxPlatformHttpServer server(CamelContext camel, HubDefinition definition) throws Exception {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(definition.host());
        configuration.setBindPort(definition.port());
        configuration.setMaxBodySize(MAX_BODY);
        VertxPlatformHttpServer server = new VertxPlatformHttpServer(configuration);
        camel.addService(server);
        return server;
    }

    /** Where the API is, such as http://127.0.0.1:8080. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The bearer token of the API. */
    public String token() {
        return token;
    }

    /** What the API offers, and to whom. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** What the hub does, for those who run it in their own process. */
    public Operations operations() {
        return operations.orElseThrow(Hub::notStarted);
    }

    /** How the hub stands. */
    public Status status() {
        return status.orElseThrow(Hub::notStarted);
    }

    /** The e-mail tool for trying things out, if the hub file asks for one. */
    public Optional<SandboxMailer> sandbox() {
        return sandbox;
    }

    private static SeraiException notStarted() {
        return new SeraiException(ErrorCode.INTERNAL, "the hub has not been started");
    }

    /** Waits until someone asks, over the API, for the hub's end, or closes it. */
    public void awaitShutdown() throws InterruptedException {
        asked.await();
    }

    /** Drains and stops; waits for it. Idempotent. */
    @Override
    public void close() {
        asked.countDown();
        if (!closing.compareAndSet(false, true)) {
            awaitClosed();
            return;
        }
        LOG.info("the hub drains");
        while (!open.isEmpty()) {
            close(open.pop());
        }
        LOG.info("the hub has stopped");
        closed.countDown();
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One part that cannot be closed must not keep the others open. */
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("a part of the hub could not be stopped cleanly", e);
        }
    }
}
