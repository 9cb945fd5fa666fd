package io.serai.app;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.operate.Operations;
import io.serai.operate.Status;
import io.serai.route.HubRoutes;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The hub's MBeans, {@code io.serai:type=...,name=...}, beside Camel's own. Thread-safe. */
final class Management implements AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Set<ObjectName> registered = new HashSet<>();

    Management(Operations hub, Status status, HubRoutes routes) {
        register("Hub", hub.configuration().running().hub().name(), new HubBean(hub, status));
        java.util.Objects.requireNonNull(routes);
    }

    private void register(String type, String name, Object bean) {
        try {
            ObjectName id = new ObjectName("io.serai:type=" + type + ",name=" + name);
            server.registerMBean(bean, id);
            registered.add(id);
        } catch (JMException e) {
            throw new SeraiException(ErrorCode.INTERNAL, "The MBean of " + type + " " + name + " is refused.", e);
        }
    }

    @Override
    public void close() throws JMException {
        for (ObjectName id : registered) {
            server.unregisterMBean(id);
        }
    }

    /** The hub as a whole. */
    public interface HubMXBean {
        String getVersion();

        boolean isReady();

        long getProfiles();

        long getOpenDeadLetters();

        int getConfigProblems();
    }

    private record HubBean(Operations hub, Status status) implements HubMXBean {
        @Override
        public String getVersion() {
            return status.version();
        }

        @Override
        public boolean isReady() {
            return status.health().ready();
        }

        @Override
        public long getProfiles() {
            return status.profiles();
        }

        @Override
        public long getOpenDeadLetters() {
            return status.openDeadLetters();
        }

        @Override
        public int getConfigProblems() {
            return hub.configuration().problems().size();
        }
    }
}
