package io.mailswitch.benchmarks.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessCpuTest {
    private static final long BURNT = TimeUnit.MILLISECONDS.toNanos(200);

    @Test
    void threadThatHasEndedStillCounts() throws InterruptedException {
        ProcessCpu cpu = ProcessCpu.now();
        burnInThread();
        assertThat(cpu.nanosSince()).isGreaterThanOrEqualTo(BURNT / 2);
    }

    @Test
    void threadThatEndsMeanwhileTakesNothingAway() throws InterruptedException {
        burnInThread();
        assertThat(ProcessCpu.now().nanosSince()).isBetween(0L, BURNT / 2);
    }

    private static void burnInThread() throws InterruptedException {
        Thread burner = new Thread(ProcessCpuTest::burn, "burner");
        burner.start();
        burner.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(burner.isAlive()).isFalse();
    }

    private static void burn() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - start < BURNT) {
            Thread.onSpinWait();
        }
    }
}
