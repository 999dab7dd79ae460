package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.config.MailConfig;
import io.mailswitch.testing.CountingProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that wait for their next try, on the few threads of a sender's own. */
class AsyncWaitsTest {
    private static final long BOUND_SECONDS = 20;
    private static final Email GOOD = mail("good");
    private static final Email BUSY = mail("busy");

    private final Semaphore failed = new Semaphore(0);

    @TempDir
    Path folder;

    private static Email mail(String to) {
        return Email.builder()
                .from("a@example.com")
                .to(to + "@example.com")
                .text("hello")
                .build();
    }

    private MailSender open() {
        CountingProvider.reset((transport, submission) -> {
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
        return MailSender.builder()
                .config(MailConfig.of(Map.of("mailswitch.transport", "counting", "mailswitch.retry.total-time", "1h")))
                .classLoader(CountingProvider.loader(folder))
                .open();
    }

    @Test
    void messagesThatWaitForTheirNextTryHoldUpNoOther() throws Exception {
        Stream<CompletableFuture<SendReceipt>> waiting;
        try (MailSender sender = open()) {
            waiting = Stream.generate(() -> sender.sendAsync(BUSY)).limit(20).toList().stream();
            for (int i = 0; i < 10; i++) {
                assertThat(sender.sendAsync(GOOD).get(BOUND_SECONDS, TimeUnit.SECONDS))
                        .isNotNull();
            }
            assertThat(failed.tryAcquire(20, BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        waiting.forEach(send -> assertThat(send)
                .failsWithin(Duration.ofSeconds(BOUND_SECONDS))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("busy"));
    }

    @Test
    void threadsInTheirPlaceHaveABoundAndGoWhenTheWaitsAreOver() throws Exception {
        int most = 64;
        MailSender sender = open();
        CountDownLatch ended = new CountDownLatch(most + 6);
        for (int i = 0; i < most + 6; i++) {
            var unused = sender.sendAsync(BUSY).whenComplete((receipt, failure) -> ended.countDown());
        }
        assertThat(failed.tryAcquire(most, BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(failed.tryAcquire(1, 100, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(sender.state().waiting()).isEqualTo(6);

        CloseReport report = sender.close(Duration.ofSeconds(BOUND_SECONDS));

        assertThat(report.clean()).isTrue();
        assertThat(ended.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
