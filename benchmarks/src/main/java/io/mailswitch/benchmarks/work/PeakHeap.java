package io.mailswitch.benchmarks.work;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The most that the pools of the heap held, garbage included. They need not have held it at the same moment: the sum is an upper bound. */
final class PeakHeap {
    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    private PeakHeap() {}

    static void reset() {
        POOLS.forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    static long bytes() {
        return POOLS.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }
}
