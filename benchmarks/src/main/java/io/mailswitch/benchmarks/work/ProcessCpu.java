package io.mailswitch.benchmarks.work;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all threads of this process have used of all CPUs: in nanoseconds on Linux, where the JDK's own number goes by 10 ms. */
final class ProcessCpu {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ProcessCpu() {}

    static long nanos() {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                sum += nanos(thread);
            }
        } catch (IOException e) {
            return SYSTEM.getProcessCpuTime();
        }
        return sum;
    }

    /** A thread that has ended meanwhile counts for nothing: pools outlive what is measured. */
    private static long nanos(Path thread) {
        try {
            String times = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(times.substring(0, times.indexOf(' ')));
        } catch (IOException e) {
            return 0;
        }
    }
}
