package io.mailswitch.internal.policy;

import static io.mailswitch.internal.policy.Fixtures.limited;
import static io.mailswitch.internal.policy.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.config.LimitPreset;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.spi.SendingMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads of several senders on one mailbox, on a clock that runs faster. */
class MailboxLimitsLoadTest {
    private static final SendingMailbox MAILBOX = new SendingMailbox("alerts@contoso.com", true, 2);
    private static final int THREADS = 24;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static LimitSettings limits(int concurrency, int perMinute) {
        return new LimitSettings(
                LimitPreset.OFF, OptionalInt.of(concurrency), OptionalInt.of(perMinute), Duration.ofDays(1));
    }

    @Test
    void neverMoreAtOnceNorInAnySixtySeconds() throws Exception {
        int perMinute = 40;
        int messages = 240;
        FastTicker ticker = new FastTicker(400); // a minute takes 150 ms
        PolicyContext context = PolicyContext.of(ticker, () -> 1);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
        List<Policies> senders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ScriptedTransport transport = new ScriptedTransport("smtp")
                    .from(MAILBOX)
                    .duringSubmit(() -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        both.countDown();
                        await(both); // the first one stays until the second has come
                        arrivals.add(ticker.nanos());
                        inside.decrementAndGet();
                    });
            senders.add(Policies.around(List.of(transport), limited(limits(2, perMinute)), context));
        }

        List<Future<?>> sends = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            Policies sender = senders.get(i % senders.size());
            sends.add(threads.submit(() -> sender.transport().submit(message())));
        }
        for (Future<?> send : sends) {
            send.get(30, TimeUnit.SECONDS);
        }

        assertThat(most.get()).isEqualTo(2);
        assertThat(arrivals).hasSize(messages);
        List<Long> sorted =
                arrivals.stream().sorted((a, b) -> Long.signum(a - b)).toList();
        for (int i = perMinute; i < messages; i++) {
            assertThat(sorted.get(i) - sorted.get(i - perMinute))
                    .as("from message %s to message %s", i - perMinute, i)
                    .isGreaterThan(Duration.ofMinutes(1).toNanos());
        }
    }

    @Test
    void firstComeIsFirstServed() throws Exception {
        FastTicker ticker = new FastTicker(1);
        PolicyContext context = PolicyContext.of(ticker, () -> 1);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        ScriptedTransport first = new ScriptedTransport("smtp").from(MAILBOX).duringSubmit(() -> {
            entered.countDown();
            await(hold);
        });
        List<Future<?>> sends = new ArrayList<>();
        sends.add(threads.submit(() -> Policies.around(List.of(first), limited(limits(1, 1000)), context)
                .transport()
                .submit(message())));
        await(entered);
        for (int i = 0; i < THREADS - 1; i++) {
            int number = i;
            ScriptedTransport transport =
                    new ScriptedTransport("smtp").from(MAILBOX).duringSubmit(() -> order.add(number));
            Policies policies = Policies.around(List.of(transport), limited(limits(1, 1000)), context);
            sends.add(threads.submit(() -> policies.transport().submit(message())));
            while (context.gates().waiting(MAILBOX.address()) <= i) {
                Thread.onSpinWait();
            }
        }
        hold.countDown();
        for (Future<?> send : sends) {
            send.get(30, TimeUnit.SECONDS);
        }
        assertThat(order).isSorted().hasSize(THREADS - 1);
    }

    @Test
    void closingOneSenderEndsItsWaitsAndNotThoseOfAnother() throws Exception {
        PolicyContext context = PolicyContext.of(Ticker.SYSTEM, () -> 1);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        ScriptedTransport busy = new ScriptedTransport("smtp").from(MAILBOX).duringSubmit(() -> {
            entered.countDown();
            await(hold);
        });
        Policies holder = Policies.around(List.of(busy), limited(limits(1, 1000)), context);
        Policies closed = Policies.around(
                List.of(new ScriptedTransport("smtp").from(MAILBOX)), limited(limits(1, 1000)), context);
        Policies open = Policies.around(
                List.of(new ScriptedTransport("smtp").from(MAILBOX)), limited(limits(1, 1000)), context);
        Future<?> under = threads.submit(() -> holder.transport().submit(message()));
        await(entered);
        Future<?> given = threads.submit(() -> closed.transport().submit(message()));
        Future<?> kept = threads.submit(() -> open.transport().submit(message()));
        while (context.gates().waiting(MAILBOX.address()) < 2) {
            Thread.onSpinWait();
        }

        closed.close();

        assertThat(given)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("closed while the message waited");
        assertThat(kept).isNotDone();
        hold.countDown();
        under.get(10, TimeUnit.SECONDS);
        kept.get(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
