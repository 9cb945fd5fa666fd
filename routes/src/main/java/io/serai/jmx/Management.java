package io.serai.jmx;

import io.serai.config.HubConfig;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;
import io.serai.operate.RouteControl;
import io.serai.operate.Status;
import io.serai.run.RunKind;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The hub's MBeans, {@code io.serai:type=...,name=...}, beside Camel's own. Thread-safe. */
public final class Management implements AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Set<ObjectName> registered = new HashSet<>();
    private final Operations hub;
    private final Status status;
    private final RouteControl routes;

    public Management(Operations hub, Status status, RouteControl routes) {
        this.hub = hub;
        this.status = status;
        this.routes = routes;
    }

    /** Makes the beans those of the running configuration. */
    public synchronized void follow() {
        HubConfig config = hub.configuration().running();
        Map<ObjectName, Object> wanted = new HashMap<>();
        wanted.put(name("Hub", config.hub().name()), new Beans.HubBean(hub, status));
        config.traits().forEach(trait -> wanted.put(name("Trait", trait.name()), new TraitBean(hub, trait.name())));
        config.segments()
                .forEach(segment ->
                        wanted.put(name("Segment", segment.name()), new Beans.SegmentBean(hub, segment.name())));
        config.syncs().keySet().forEach(sync -> {
            wanted.put(name("Sync", sync), new Beans.SyncBean(hub, status, sync));
            wanted.put(name("Run", "sync." + sync), new Beans.RunBean(hub, RunKind.SYNC, sync));
        });
        config.sources()
                .values()
                .forEach(source -> source.streams().keySet().forEach(stream -> {
                    String id = source.name() + "." + stream;
                    wanted.put(name("Source", id), new Beans.SourceBean(hub, routes, id));
                    wanted.put(name("Run", "import." + id), new Beans.RunBean(hub, RunKind.IMPORT, id));
                }));
        Set<ObjectName> gone = new HashSet<>(registered);
        gone.removeAll(wanted.keySet());
        gone.forEach(this::unregister);
        wanted.forEach(this::register);
    }

    private static ObjectName name(String type, String name) {
        try {
            return new ObjectName("io.serai:type=" + type + ",name=" + name);
        } catch (JMException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "no MBean can be named after " + type + " " + name, e);
        }
    }

    private void register(ObjectName id, Object bean) {
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
        Set.copyOf(registered).forEach(this::unregister);
    }
}
