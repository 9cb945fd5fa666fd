package io.serai.operate;

import io.serai.alert.AlertDefinition;
import io.serai.alert.Change;
import io.serai.alert.Concern;
import io.serai.alert.Concerns;
import io.serai.alert.Notice;
import io.serai.alert.Notices;
import io.serai.alert.Trouble;
import io.serai.config.HubConfig;
import io.serai.connector.Transport;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.run.Lease;
import io.serai.run.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what has come to need somebody, and what no longer does: each change of state once, whatever is restarted, and by
 * one of the hubs of a store. A change is kept with the notices of it in one transaction. Thread-safe.
 */
public final class Alerts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final String LEASE = "alerts";
    /** Longer than a channel may take to answer. */
    private static final Duration TERM = Duration.ofMinutes(2);

    private static final int ROUND = 50;

    private final Operations hub;
    private final Attention attention;
    private final Leases leases;
    private final Notices notices;
    private final Teller teller;
    private final Clock clock;
    private final Consumer<List<Change>> listener;
    private Map<Concern.Key, Concerns.Known> seen = Map.of();
    private Optional<Lease> lease = Optional.empty();

    /** @param listener hears what this hub sees change, whoever tells it */
    public Alerts(
            Operations hub, Attention attention, Leases leases, Transport transport, Consumer<List<Change>> listener) {
        this.hub = hub;
        this.attention = attention;
        this.leases = leases;
        this.clock = hub.clock();
        this.notices = new Notices(hub.database(), clock);
        this.teller = new Teller(config().hub().name(), transport, clock);
        this.listener = listener;
    }

    private HubConfig config() {
        return hub.configuration().running();
    }

    /** Looks for changes and tells them; to be called every few seconds. Never throws. */
    public synchronized void look() {
        List<Concern> now = attention.list();
        List<Change> changes = Change.between(seen, now);
        seen = known(now);
        if (!changes.isEmpty()) {
            listener.accept(changes);
        }
        if (now.stream().anyMatch(concern -> concern.trouble() == Trouble.STORE)) {
            // Nothing can be kept, nor is it known what else there is.
            return;
        }
        try {
            if (leads()) {
                keep(now);
                tell();
            }
        } catch (SeraiException e) {
            LOG.warn("alerts wait: {} {}", e.code(), e.getMessage());
            release();
        }
    }

    private static Map<Concern.Key, Concerns.Known> known(List<Concern> concerns) {
        Map<Concern.Key, Concerns.Known> known = new HashMap<>();
        concerns.forEach(concern -> known.put(concern.key(), new Concerns.Known(concern.code(), concern.since())));
        return known;
    }

    /** Of several hubs one goes on telling for as long as it lives: what is on another's disk it does not see. */
    private boolean leads() {
        if (lease.isEmpty()) {
            lease = leases.acquire(LEASE, TERM);
        }
        return lease.isPresent();
    }

    private void keep(List<Concern> now) {
        Lease held = lease.orElseThrow();
        hub.database().inTransaction(handle -> {
            held.renew(handle);
            for (Change change : Concerns.become(handle, now)) {
                config().alerts().values().stream()
                        .filter(alert -> alert.tells(change.concern()))
                        .forEach(alert -> notices.add(handle, alert.name(), change));
            }
            return true;
        });
    }

    /** A channel that fails is left alone until its time comes again, and costs the others nothing but its patience. */
    private void tell() {
        Set<String> failed = new HashSet<>();
        for (Notice notice : notices.due(ROUND)) {
            if (hub.isDraining()) {
                return;
            }
            if (!failed.contains(notice.alert()) && !tell(notice)) {
                failed.add(notice.alert());
            }
            lease.ifPresent(Lease::renew);
        }
    }

    private boolean tell(Notice notice) {
        Optional<AlertDefinition> alert = Optional.ofNullable(config().alerts().get(notice.alert()));
        try {
            // Who is no longer to be told is not told.
            alert.ifPresent(known -> teller.tell(known, notice));
            notices.told(notice.id());
            return true;
        } catch (SeraiException e) {
            LOG.warn("alert {} is not delivered: {} {}", notice.alert(), e.code(), e.getMessage());
            notices.failed(notice.id(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    /**
     * How an alert is set up and fares.
     *
     * @param tally what it told and has yet to tell
     */
    public record AlertStatus(AlertDefinition definition, Notices.Tally tally) {}

    /** Every alert, by name. */
    public List<AlertStatus> list() {
        return config().alerts().values().stream()
                .sorted(Comparator.comparing(AlertDefinition::name))
                .map(alert -> new AlertStatus(alert, notices.tally(alert.name())))
                .toList();
    }

    /**
     * Has an alert tell that it works.
     *
     * @throws SeraiException NOT_FOUND; ALERT_UNDELIVERED or what the mail server says
     */
    public void tryOut(String name) {
        Map<String, AlertDefinition> alerts = config().alerts();
        AlertDefinition alert =
                Optional.ofNullable(alerts.get(name)).orElseThrow(() -> Syncs.missing("alert", name, alerts));
        Concern concern = new Concern(
                Trouble.UNTOLD,
                "alert",
                name,
                ErrorCode.ALERT_UNDELIVERED,
                clock.instant(),
                "Nothing is wrong: somebody tries whether this alert arrives.",
                "",
                "/api/v1/alerts");
        teller.tell(alert, new Notice(0, name, new Change(Change.Event.TRIED, concern), clock.instant()));
    }

    /** Deletes what was told long ago, and gives up what nobody wants to hear any more. Never throws. */
    public void upkeep() {
        try {
            int given = notices.expire();
            if (given > 0) {
                LOG.error("{} notices could not be delivered for a day and are given up", given);
            }
        } catch (SeraiException e) {
            LOG.warn("old notices are not deleted: {}", e.code());
        }
    }

    private void release() {
        lease.ifPresent(held -> {
            lease = Optional.empty();
            try {
                held.close();
            } catch (SeraiException e) {
                LOG.warn("the lease of alerts is not given back: {}", e.code());
            }
        });
    }

    /** Lets another hub tell. */
    @Override
    public synchronized void close() {
        release();
    }
}
