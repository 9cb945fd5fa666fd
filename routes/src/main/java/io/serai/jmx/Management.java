package io.serai.jmx;

import io.serai.alert.Change;
import io.serai.config.HubConfig;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Attention;
import io.serai.operate.Operations;
import io.serai.operate.Status;
import io.serai.run.RunKind;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.ObjectName;

/** The hub's MBeans, {@code io.serai:type=...,name=...}, beside Camel's own. Thread-safe. */
public final class Management implements AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Set<ObjectName> registered = new HashSet<>();
    private final Operations hub;
    private final Status status;
    private final Attention attention;
    private final Notifications notifications;
    private boolean closed;

    public Management(Operations hub, Status status, Attention attention) {
        this.hub = hub;
        this.status = status;
        this.attention = attention;
        this.notifications = new Notifications(
                name("Hub", hub.configuration().running().hub().name()), hub.clock());
    }

    /** Makes the beans those of the running configuration, unless all are gone for good: a reload may outlast them. */
    public synchronized void follow() {
        if (closed) {
            return;
        }
        HubConfig config = hub.configuration().running();
        Map<ObjectName, DocumentedBean> wanted = new HashMap<>();
        wanted.put(
                name("Hub", config.hub().name()),
                bean(new Beans.HubBean(hub, status, attention), HubMXBean.class, notifications.emitter()));
        config.traits()
                .forEach(trait -> wanted.put(
                        name("Trait", trait.name()), bean(new TraitBean(hub, trait.name()), TraitMXBean.class)));
        config.segments()
                .forEach(segment -> wanted.put(
                        name("Segment", segment.name()),
                        bean(new Beans.SegmentBean(hub, segment.name()), SegmentMXBean.class)));
        config.syncs().keySet().forEach(sync -> {
            wanted.put(name("Sync", sync), bean(new Beans.SyncBean(hub, status, sync), SyncMXBean.class));
            wanted.put(name("Run", "sync." + sync), bean(new Beans.RunBean(hub, RunKind.SYNC, sync), RunMXBean.class));
        });
        config.destinations()
                .keySet()
                .forEach(to -> wanted.put(
                        name("Destination", to), bean(new Beans.DestinationBean(status, to), DestinationMXBean.class)));
        config.sources()
                .values()
                .forEach(source -> source.streams().keySet().forEach(stream -> {
                    String id = source.name() + "." + stream;
                    wanted.put(name("Source", id), bean(new Beans.SourceBean(hub, status, id), SourceMXBean.class));
                    wanted.put(
                            name("Run", "import." + id),
                            bean(new Beans.RunBean(hub, RunKind.IMPORT, id), RunMXBean.class));
                }));
        Set<ObjectName> gone = new HashSet<>(registered);
        gone.removeAll(wanted.keySet());
        gone.forEach(this::unregister);
        wanted.forEach(this::register);
    }

    /** Sends a notification for each change of state. */
    public void tell(List<Change> changes) {
        changes.forEach(notifications::send);
    }

    private static <T> DocumentedBean bean(T bean, Class<T> type) {
        return bean(bean, type, new NotificationBroadcasterSupport());
    }

    private static <T> DocumentedBean bean(T bean, Class<T> type, NotificationEmitter emitter) {
        return DocumentedBean.of(bean, type, emitter);
    }

    private static ObjectName name(String type, String name) {
        try {
            return new ObjectName("io.serai:type=" + type + ",name=" + name);
        } catch (JMException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "no MBean can be named after " + type + " " + name, e);
        }
    }

    private void register(ObjectName id, DocumentedBean bean) {
        try {
            if (!registered.contains(id)) {
                server.registerMBean(bean, id);
                registered.add(id);
            }
        } catch (JMException e) {
            throw new SeraiException(
                    ErrorCode.CONFLICT, "There is an MBean " + id + " already; give this hub another name.", e);
        }
    }

    private void unregister(ObjectName id) {
        try {
            server.unregisterMBean(id);
            registered.remove(id);
        } catch (JMException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "The MBean " + id + " cannot be removed.", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        Set.copyOf(registered).forEach(this::unregister);
    }
}
