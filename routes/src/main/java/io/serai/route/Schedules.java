package io.serai.route;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.run.Missed;
import io.serai.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzConstants;
import org.quartz.CronTrigger;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * The schedules of all hubs of one store: Quartz, clustered in the store's tables, so that of several hubs one fires.
 * Thread-safe.
 *
 * <p>What camel-quartz leaves to us in a cluster: the jobs of routes that are gone, a Camel context of one name in every
 * hub, and not firing before the routes are there.
 */
public final class Schedules implements AutoCloseable {
    /** Of the scheduler and of every hub's Camel context: jobs find the context by its name, in whichever hub. */
    public static final String NAME = "serai";

    /** Not quartz: watched folders are a hub's own, and so is the scheduler that they use under that name. */
    private static final String COMPONENT = "schedule";

    /** A source or destination that hangs has one meanwhile, and nothing else. */
    private static final int THREADS = 256;

    private static final Duration LATE = Duration.ofSeconds(15);
    private static final Duration CHECK_IN = Duration.ofSeconds(5);
    /** How soon a hub that had nothing to fire sees what another has let go: nobody tells it. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final Scheduler scheduler;

    private Schedules(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Adds the component to a context; nothing fires before {@link #start}. */
    public static Schedules in(CamelContext camel, Database database, String hub) {
        return in(camel, database, hub, LATE);
    }

    /** @param late how late a firing may be before it counts as missed */
    static Schedules in(CamelContext camel, Database database, String hub, Duration late) {
        try {
            DBConnectionManager.getInstance().addConnectionProvider(hub, new Pool(database));
            Scheduler scheduler = new StdSchedulerFactory(properties(hub, late)).getScheduler();
            // Else a second hub in this JVM would be handed the first one's.
            SchedulerRepository.getInstance().remove(NAME);
            scheduler.getContext().put(QuartzConstants.QUARTZ_CAMEL_CONTEXT + "-" + NAME, camel);
            QuartzComponent quartz = new QuartzComponent();
            quartz.setScheduler(scheduler);
            quartz.setAutoStartScheduler(false);
            // Or the component's own end would wait for a source or destination that hangs.
            quartz.setInterruptJobsOnShutdown(true);
            camel.addComponent(COMPONENT, quartz);
            return new Schedules(scheduler);
        } catch (SchedulerException e) {
            throw failed("opened", e);
        }
    }

    private static Properties properties(String hub, Duration late) {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", NAME);
        properties.setProperty("org.quartz.scheduler.instanceId", hub);
        properties.setProperty("org.quartz.scheduler.idleWaitTime", Long.toString(IDLE.toMillis()));
        // A delivery that hangs must not hold the end up; the next run takes its members up.
        properties.setProperty("org.quartz.scheduler.interruptJobsOnShutdown", "true");
        properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        properties.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
        properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
        properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
        properties.setProperty("org.quartz.jobStore.driverDelegateClass", StdJDBCDelegate.class.getName());
        properties.setProperty("org.quartz.jobStore.dataSource", hub);
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", Long.toString(CHECK_IN.toMillis()));
        properties.setProperty("org.quartz.jobStore.misfireThreshold", Long.toString(late.toMillis()));
        return properties;
    }

    /** Lends Quartz the store's connections. */
    private record Pool(Database database) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return database.dataSource().getConnection();
        }

        @Override
        public void initialize() {}

        /** The store outlives the schedules. */
        @Override
        public void shutdown() {}
    }

    /**
     * What fires a route, one firing at a time.
     *
     * @param group of jobs, such as sources
     * @param every counts where there is no cron text
     */
    record Trigger(String group, String name, Optional<String> cron, Duration every, Missed missed) {
        /** Camel does not notice when only this changes, so it is part of the job's name. */
        private String fullName() {
            return missed == Missed.SKIP ? name + ".skip" : name;
        }

        JobKey key() {
            return JobKey.jobKey(fullName(), group);
        }

        /** The endpoint to consume from. */
        String uri() {
            // stateful: what outlasts its interval is not overtaken by the next firing, in no hub.
            return COMPONENT + ":" + group + "/" + fullName() + "?stateful=true&usingFixedCamelContextName=true&"
                    + cron.map(text -> "cron=" + text.trim().replaceAll("\\s+", "+"))
                            .orElse("trigger.repeatCount=-1&trigger.repeatInterval=" + every.toMillis())
                    + "&trigger.misfireInstruction=" + instruction();
        }

        private int instruction() {
            if (cron.isPresent()) {
                return missed == Missed.SKIP
                        ? CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING
                        : CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW;
            }
            return missed == Missed.SKIP
                    ? SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NEXT_WITH_REMAINING_COUNT
                    : SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NOW_WITH_REMAINING_REPEAT_COUNT;
        }
    }

    /** Removes every job but these: camel-quartz leaves those of removed routes where they are when clustered. */
    void keep(Set<JobKey> wanted) {
        try {
            for (JobKey key : scheduler.getJobKeys(GroupMatcher.anyGroup())) {
                if (!wanted.contains(key)) {
                    scheduler.deleteJob(key);
                }
            }
        } catch (SchedulerException e) {
            throw failed("tidied", e);
        }
    }

    /** Begins to fire. */
    public void start() {
        try {
            scheduler.start();
        } catch (SchedulerException e) {
            throw failed("started", e);
        }
    }

    /** Fires no more; the other hubs do. */
    public void drain() {
        try {
            scheduler.standby();
        } catch (SchedulerException e) {
            throw failed("halted", e);
        }
    }

    /** Ends; what is still at work is interrupted. */
    @Override
    public void close() {
        try {
            scheduler.shutdown(false);
        } catch (SchedulerException e) {
            throw failed("closed", e);
        }
    }

    private static SeraiException failed(String what, SchedulerException cause) {
        return new SeraiException(ErrorCode.STORE_UNAVAILABLE, "The schedules could not be " + what + ".", cause);
    }
}
