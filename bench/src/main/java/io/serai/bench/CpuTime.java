package io.serai.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Processor time of this process and of the MariaDB server, which a busy machine stretches less than the clock's. */
record CpuTime(long hubNanos, long serverNanos) {

    static CpuTime now(long serverPid) {
        long hub = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        long server = ProcessHandle.of(serverPid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
        return new CpuTime(hub, server);
    }

    /** Microseconds a row since {@code begin}: the hub's and the server's. */
    String perRow(CpuTime begin, int rows) {
        return "hub " + (hubNanos - begin.hubNanos) / 1000 / rows + " us, server "
                + (serverNanos - begin.serverNanos) / 1000 / rows + " us a row";
    }
}
