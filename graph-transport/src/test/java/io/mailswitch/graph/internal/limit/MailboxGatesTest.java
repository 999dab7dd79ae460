package io.mailswitch.graph.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.graph.internal.ManualPacer;
import io.mailswitch.internal.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class MailboxGatesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ManualPacer pacer = new ManualPacer();

    private static TurnException refused(MailboxGates gates, String mailbox) {
        TurnException refusal = catchThrowableOfType(TurnException.class, () -> gates.enter(mailbox));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    @Test
    void asManyGetInAsMay() throws TurnException {
        MailboxGates gates = new MailboxGates(2, Duration.ofSeconds(3), pacer);
        Pass one = gates.enter("a");
        gates.enter("a");

        assertThat(refused(gates, "a").why()).isEqualTo(TurnException.Why.BUSY);
        assertThat(pacer.waits()).containsExactly(Duration.ofSeconds(3));
        gates.enter("b");
        one.close();
        one.close();
        gates.enter("a");
        assertThat(refused(gates, "a").why()).isEqualTo(TurnException.Why.BUSY);
    }

    @Test
    void restIsWaitedOut() throws TurnException {
        MailboxGates gates = new MailboxGates(1, Duration.ofSeconds(10), pacer);
        try (Pass pass = gates.enter("a")) {
            pass.rest(Duration.ofSeconds(4));
            pass.rest(Duration.ofSeconds(2));
        }
        gates.enter("b");
        assertThat(pacer.waits()).as("b does not rest").isEmpty();
        gates.enter("a");
        assertThat(pacer.waits()).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void longerRestIsToldAtOnce() throws TurnException {
        MailboxGates gates = new MailboxGates(1, Duration.ofSeconds(10), pacer);
        try (Pass pass = gates.enter("a")) {
            pass.rest(Duration.ofSeconds(60));
        }
        pacer.advance(Duration.ofSeconds(20));

        TurnException refusal = refused(gates, "a");

        assertThat(refusal.why()).isEqualTo(TurnException.Why.RESTING);
        assertThat(refusal.rest()).isEqualTo(Duration.ofSeconds(40));
        assertThat(pacer.waits()).isEmpty();
        pacer.advance(Duration.ofSeconds(35));
        gates.enter("a");
        assertThat(pacer.waits()).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void oneWhoIsInsideWaitsTheRestOut() throws TurnException {
        MailboxGates gates = new MailboxGates(1, Duration.ZERO, pacer);
        Pass pass = gates.enter("a");
        pass.awaitRest(Duration.ZERO);
        pass.rest(Duration.ofSeconds(4));
        pass.awaitRest(Duration.ofSeconds(5));
        assertThat(pacer.waits()).containsExactly(Duration.ofSeconds(4));

        pass.rest(Duration.ofSeconds(6));
        TurnException tooLong = catchThrowableOfType(TurnException.class, () -> pass.awaitRest(Duration.ofSeconds(5)));
        assertThat(tooLong.why()).isEqualTo(TurnException.Why.RESTING);
    }

    @Test
    void interruptedWaitEnds() {
        MailboxGates gates = new MailboxGates(1, LONG, pacer);
        Thread.currentThread().interrupt();
        try {
            gates.sleep(Duration.ofSeconds(1));
            throw new AssertionError("slept");
        } catch (TurnException e) {
            assertThat(e.why()).isEqualTo(TurnException.Why.INTERRUPTED);
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
    }

    @Test
    void manyMailboxesAreForgotten() throws TurnException {
        MailboxGates gates = new MailboxGates(1, LONG, pacer);
        for (int i = 0; i < 5_000; i++) {
            try (Pass pass = gates.enter("mailbox-" + i)) {
                pass.rest(Duration.ofSeconds(1));
            }
            pacer.advance(Duration.ofSeconds(2));
        }
        assertThat(gates.size()).isLessThanOrEqualTo(1_001);
    }

    @Test
    void turnsComeInOrder() throws Exception {
        MailboxGates gates = new MailboxGates(1, LONG, Ticker.SYSTEM);
        BlockingQueue<Integer> order = new ArrayBlockingQueue<>(10);
        List<Thread> threads = new ArrayList<>();
        Pass first = gates.enter("a");
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    Pass pass = gates.enter("a");
                    order.add(number);
                    pass.close();
                } catch (TurnException e) {
                    order.add(-1);
                }
            });
            thread.start();
            threads.add(thread);
            awaitWaiting(thread);
        }
        first.close();
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void closingEndsWaits() throws Exception {
        MailboxGates gates = new MailboxGates(1, LONG, Ticker.SYSTEM);
        Pass first = gates.enter("a");
        BlockingQueue<TurnException.Why> reasons = new ArrayBlockingQueue<>(2);
        Thread waiting = new Thread(() -> reasons.add(refused(gates, "a").why()));
        Thread sleeping =
                new Thread(() -> reasons.add(catchThrowableOfType(TurnException.class, () -> first.sleep(LONG))
                        .why()));
        waiting.start();
        sleeping.start();
        awaitWaiting(waiting);
        awaitWaiting(sleeping);

        gates.close();

        assertThat(reasons.poll(10, TimeUnit.SECONDS)).isEqualTo(TurnException.Why.CLOSED);
        assertThat(reasons.poll(10, TimeUnit.SECONDS)).isEqualTo(TurnException.Why.CLOSED);
        assertThat(gates.awaitEmpty(Duration.ofMillis(20))).isFalse();
        first.close();
        assertThat(gates.awaitEmpty(LONG)).isTrue();
        assertThat(refused(gates, "b").why()).isEqualTo(TurnException.Why.CLOSED);
    }

    private static void awaitWaiting(Thread thread) {
        long until = System.nanoTime() + LONG.toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime() - until).as("the thread waits in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
