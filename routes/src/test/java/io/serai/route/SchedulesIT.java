package io.serai.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.run.Missed;
import io.serai.store.Database;
import io.serai.store.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schedules of several hubs over one store. */
class SchedulesIT {
    private static final Schedules.Trigger EVERY_SECOND = cron("tick", Missed.RUN_ONCE);

    private final Database database = TestServer.fresh();
    private final Collection<Firing> firings = new ConcurrentLinkedQueue<>();

    private record Firing(String hub, String job, long due) {}

    private static Schedules.Trigger cron(String name, Missed missed) {
        return new Schedules.Trigger("sources", name, Optional.of("* * * * * ?"), Duration.ZERO, missed);
    }

    /** As much of a hub as fires. */
    private final class Firer implements AutoCloseable {
        private final DefaultCamelContext camel = new DefaultCamelContext();
        private final Schedules schedules;
        private final String name;

        Firer(String name) {
            this.name = name;
            camel.getCamelContextExtension().setName(Schedules.NAME);
            camel.setManagementName(name);
            schedules = Schedules.in(camel, database, name, Duration.ofMinutes(1));
            camel.start();
        }

        Firer with(Schedules.Trigger trigger) throws Exception {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(trigger.uri())
                            .routeId(trigger.name())
                            .process(exchange -> firings.add(new Firing(
                                    name,
                                    trigger.name(),
                                    exchange.getMessage()
                                            .getHeader("scheduledFireTime", java.util.Date.class)
                                            .getTime())));
                }
            });
            return this;
        }

        Firer start() {
            schedules.start();
            return this;
        }

        @Override
        public void close() throws IOException {
            if (camel.isStopped()) {
                return;
            }
            schedules.drain();
            camel.close();
            schedules.close();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long rows(String table) {
        return database.inTransaction(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private List<Long> due(String job) {
        return firings.stream()
                .filter(firing -> firing.job().equals(job))
                .map(Firing::due)
                .sorted()
                .toList();
    }

    private static long missing(List<Long> due) {
        return (due.get(due.size() - 1) - due.get(0)) / 1000 + 1 - due.size();
    }

    private void awaitFirings(int count) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> firings.size() >= count);
    }

    @Test
    void ofTwoHubsOneFiresAndWhenItIsGoneTheOtherGoesOn() throws Exception {
        // Given
        try (Firer first = new Firer("first").with(EVERY_SECOND).start();
                Firer second = new Firer("second").with(EVERY_SECOND).start()) {
            // When
            awaitFirings(20);
            first.close();
            int before = firings.size();
            awaitFirings(before + 3);
        }
        // Then
        List<Long> due = due("tick");
        assertThat(new HashSet<>(due)).as("each time once").hasSameSizeAs(due);
        assertThat(missing(due))
                .as("times left out: at most the one that the first hub had drawn when it stopped")
                .isLessThanOrEqualTo(1);
        assertThat(firings.stream().map(Firing::hub)).contains("second");
    }

    @Test
    void aRemovedSourceLeavesNothingBehind() throws Exception {
        // Given
        try (Firer hub = new Firer("first")
                .with(EVERY_SECOND)
                .with(cron("gone", Missed.SKIP))
                .start()) {
            awaitFirings(2);
            assertThat(rows("QRTZ_JOB_DETAILS")).isEqualTo(2);
            // When
            hub.camel.getRouteController().stopRoute("gone");
            hub.camel.removeRoute("gone");
            hub.schedules.keep(Set.of(EVERY_SECOND.key()));
            // Then
            assertThat(rows("QRTZ_JOB_DETAILS")).isEqualTo(1);
            assertThat(rows("QRTZ_TRIGGERS")).isEqualTo(1);
            hub.camel.getRouteController().stopRoute("tick");
            hub.camel.removeRoute("tick");
            hub.schedules.keep(Set.of());
            assertThat(rows("QRTZ_JOB_DETAILS") + rows("QRTZ_TRIGGERS") + rows("QRTZ_CRON_TRIGGERS"))
                    .isZero();
        }
    }

    @Test
    void missedTimesAreMadeUpForOnceOrLeftOut() throws Exception {
        // Given
        Schedules.Trigger once = daily("once", Missed.RUN_ONCE);
        Schedules.Trigger skip = daily("skip", Missed.SKIP);
        try (Firer hub = new Firer("first").with(once).with(skip)) {
            long yesterday = System.currentTimeMillis() - Duration.ofHours(20).toMillis();
            database.inTransaction(handle -> handle.execute("UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = ?", yesterday));
            // When
            hub.start();
            awaitFirings(1);
            Awaitility.await().until(() -> rows("QRTZ_FIRED_TRIGGERS") == 0);
        }
        // Then
        assertThat(due("once")).hasSize(1);
        assertThat(due("skip")).isEmpty();
        long next = rows("QRTZ_TRIGGERS WHERE NEXT_FIRE_TIME > " + System.currentTimeMillis());
        assertThat(next).isEqualTo(2);
    }

    private static Schedules.Trigger daily(String name, Missed missed) {
        java.time.LocalTime noon =
                java.time.LocalTime.now(java.time.ZoneId.systemDefault()).minusHours(2);
        return new Schedules.Trigger(
                "syncs", name, Optional.of("0 0 " + noon.getHour() + " * * ?"), Duration.ZERO, missed);
    }
}
