package io.mailswitch.entra.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final Duration SOON = Duration.ofSeconds(20);

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
    void sourceThatIsClosedWaitsForItAndLetsItBe() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        AtomicBoolean undisturbed = new AtomicBoolean();
        Rehearsal rehearsal = Rehearsal.begin(threads -> {
            begun.countDown();
            try {
                undisturbed.set(enough.await(SOON.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        TokenCredential unused = request -> {
            throw new AssertionError("nobody asks");
        };
        EntraTokenSource source =
                new EntraTokenSource(Credentials.own(unused), Duration.ofSeconds(1), InstantSource.system(), rehearsal);
        assertThat(begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        AtomicBoolean ended = new AtomicBoolean();

        Thread closing = new Thread(() -> {
            source.close();
            ended.set(undisturbed.get());
        });
        closing.start();
        awaitState(closing, Thread.State.TIMED_WAITING);
        enough.countDown();
        closing.join(SOON.toMillis());

        assertThat(ended).as("it ended, uninterrupted, before close did").isTrue();
    }

    private static void awaitState(Thread thread, Thread.State state) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (thread.getState() != state) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void errorOfAnyKindEndsItQuietly() throws InterruptedException {
        AtomicReference<Throwable> uncaught = new AtomicReference<>();

        Rehearsal rehearsal = Rehearsal.begin(threads -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> uncaught.set(error));
            throw new StackOverflowError("too deep");
        });

        assertThat(rehearsal.await(SOON)).as("its threads have ended").isTrue();
        assertThat(uncaught).hasNullValue();
    }
}
