package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailswitch.config.MailConfig;
import io.mailswitch.testing.CountingProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor of virtual threads, where Java has them (JEP 444, from 21 on). */
class VirtualThreadsTest {
    private static final long BOUND_SECONDS = 20;
    private static final int WAITING = 500;
    private static final Email GOOD = mail("good");
    private static final Email BUSY = mail("busy");

    private final Semaphore failed = new Semaphore(0);
    private final Queue<Boolean> virtual = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    private static Email mail(String to) {
        return Email.builder()
                .from("a@example.com")
                .to(to + "@example.com")
                .text("hello")
                .build();
    }

    private static boolean isVirtual(Thread thread) {
        try {
            return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    @BeforeEach
    void script() {
        assumeTrue(Runtime.version().feature() >= 21, "this Java has no virtual threads");
        CountingProvider.reset((transport, submission) -> {
            virtual.add(isVirtual(Thread.currentThread()));
            if (submission.envelope().forwardPaths().get(0).localPart().equals("busy")) {
                failed.release();
                throw new SubmissionException(
                        "busy",
                        Failure.at(Stage.FINAL_REPLY, "")
                                .resend(Resend.SAFE_LATER)
                                .retryAfter(Duration.ofMinutes(5))
                                .build(),
                        null);
            }
        });
    }

    @Test
    void theyCarryAsynchronousSendsAndBatches_andWaitsHoldNoneUp() throws Exception {
        List<CompletableFuture<SendReceipt>> waiting;
        ExecutorService executor = virtualThreads();
        try (MailSender sender = MailSender.builder()
                .config(MailConfig.of(Map.of("mailswitch.transport", "counting", "mailswitch.retry.total-time", "1h")))
                .classLoader(CountingProvider.loader(folder))
                .executor(executor)
                .open()) {
            waiting =
                    Stream.generate(() -> sender.sendAsync(BUSY)).limit(WAITING).toList();
            assertThat(failed.tryAcquire(WAITING, BOUND_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(sender.sendAsync(GOOD).get(BOUND_SECONDS, TimeUnit.SECONDS))
                    .isNotNull();
            assertThat(sender.sendAllAsync(Collections.nCopies(100, GOOD), outcome -> {})
                            .get(BOUND_SECONDS, TimeUnit.SECONDS)
                            .accepted())
                    .isEqualTo(100);
        } finally {
            executor.shutdown();
        }
        assertThat(virtual).hasSize(WAITING + 101).containsOnly(true);
        assertThat(waiting).allSatisfy(send -> assertThat(send)
                .failsWithin(Duration.ofSeconds(BOUND_SECONDS))
                .withThrowableThat()
                .withMessageContaining("busy"));
    }
}
