package io.mailswitch.entra.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.entra.EntraCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void goesTheWholeWayThroughAzureIdentityAndLeavesNoThread() throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Thread> before = azureThreads();
        try {
            assertThat(Rehearsal.perform(threads)).isEqualTo("none");
        } finally {
            threads.shutdown();
        }

        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(azureThreads()).isEqualTo(before);
    }

    private static List<Thread> azureThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("azure"))
                .toList();
    }

    @Test
    void happensOnceAtMost() {
        Counting threads = new Counting();

        Rehearsal.begin(EntraCredential.CLIENT_SECRET, threads);
        Rehearsal.begin(EntraCredential.CLIENT_CERTIFICATE, threads);

        assertThat(threads.begun.size()).isLessThanOrEqualTo(1);
    }

    @Test
    void isLeftOutForCredentialsThatTakeAnotherWay() {
        Counting threads = new Counting();

        Rehearsal.begin(EntraCredential.MANAGED_IDENTITY, threads);
        Rehearsal.begin(EntraCredential.DEVICE_CODE, threads);

        assertThat(threads.begun).isEmpty();
    }

    private static final class Counting extends AbstractExecutorService {
        private final List<Runnable> begun = new ArrayList<>();

        @Override
        public void execute(Runnable work) {
            begun.add(work);
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
