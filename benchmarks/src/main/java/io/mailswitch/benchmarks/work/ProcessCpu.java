package io.mailswitch.benchmarks.work;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What this process uses of all CPUs from a moment on: on Linux that of each thread in nanoseconds. A thread that ends takes its account with
 * it; the clock of the process knows it still, but goes by 10 ms, so that it is asked only for what is more than it may err.
 */
final class ProcessCpu {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final long COARSE_NANOS = 20_000_000;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<String, Long> threads = threads();
    private final long process = SYSTEM.getProcessCpuTime();

    private ProcessCpu() {}

    static ProcessCpu now() {
        return new ProcessCpu();
    }

    long nanosSince() {
        long byProcess = SYSTEM.getProcessCpuTime() - process;
        if (threads.isEmpty()) {
            return byProcess;
        }
        long byThread = 0;
        for (Map.Entry<String, Long> thread : threads().entrySet()) {
            byThread += thread.getValue() - threads.getOrDefault(thread.getKey(), 0L);
        }
        return byProcess - byThread > COARSE_NANOS ? byProcess : byThread;
    }

    /** Nanoseconds by thread; none where there is no such file. */
    private static Map<String, Long> threads() {
        Map<String, Long> nanos = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(THREADS)) {
            for (Path folder : folders) {
                nanos.put(folder.getFileName().toString(), nanos(folder));
            }
        } catch (IOException e) {
            return Map.of();
        }
        return nanos;
    }

    /** A thread that has ended since the folder was listed counts for nothing here. */
    private static long nanos(Path thread) {
        try {
            String times = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(times.substring(0, times.indexOf(' ')));
        } catch (IOException e) {
            return 0;
        }
    }
}
