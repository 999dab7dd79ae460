package io.mailswitch.benchmarks.work;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most that the heap held, garbage included: what it held before each collection, and what it holds now. */
final class PeakHeap {
    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());
    private static final AtomicLong MOST = new AtomicLong();

    static {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener((notice, handback) -> look(notice.getUserData()), null, null);
        }
    }

    private PeakHeap() {}

    private static void look(Object notice) {
        if (notice instanceof CompositeData data) {
            Map<String, MemoryUsage> before =
                    GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageBeforeGc();
            long held = POOLS.stream()
                    .mapToLong(
                            pool -> before.containsKey(pool) ? before.get(pool).getUsed() : 0)
                    .sum();
            MOST.accumulateAndGet(held, Math::max);
        }
    }

    static void reset() {
        MOST.set(0);
    }

    static long bytes() {
        long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return Math.max(MOST.get(), now);
    }
}
