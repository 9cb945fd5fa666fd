package io.serai.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most that was left on the heap after a collection, since it was last asked. Thread-safe. */
final class LiveHeap {
    private final AtomicLong most = new AtomicLong();

    LiveHeap() {
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(collector -> ((NotificationEmitter) collector)
                        .addNotificationListener(
                                (event, any) -> collected((CompositeData) event.getUserData()), null, null));
    }

    private void collected(CompositeData data) {
        GcInfo collection = GarbageCollectionNotificationInfo.from(data).getGcInfo();
        long left = collection.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Old).*"))
                .map(Map.Entry::getValue)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        most.accumulateAndGet(left, Math::max);
    }

    /** In mebibytes. */
    double take() {
        return most.getAndSet(0) / 1024.0 / 1024.0;
    }
}
