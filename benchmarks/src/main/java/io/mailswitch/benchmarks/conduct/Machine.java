package io.mailswitch.benchmarks.conduct;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * What it ran on.
 *
 * @param date the day
 * @param lines a line for each thing
 */
public record Machine(LocalDate date, List<String> lines) {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    /** Looks around, before anything was started. */
    static Machine look() throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                LocalDate.now(ZoneOffset.UTC),
                List.of(
                        system.getAvailableProcessors() + " × " + processor() + ", "
                                + (system.getTotalMemorySize() >> 30) + " GB",
                        System.getProperty("os.name")
                                + ' '
                                + System.getProperty("os.version")
                                + ' '
                                + System.getProperty("os.arch"),
                        System.getProperty("java.vm.name") + ' ' + Runtime.version(),
                        Versions.commit(),
                        Versions.compared(ClassPath.own()),
                        String.format(
                                Locale.ROOT,
                                "load when it began: %.1f (others at work make all numbers smaller, not only ours)",
                                system.getSystemLoadAverage())));
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPU)) {
            return "unknown processor";
        }
        return Files.readAllLines(CPU).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }
}
