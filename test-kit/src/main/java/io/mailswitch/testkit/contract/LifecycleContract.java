package io.mailswitch.testkit.contract;

import static io.mailswitch.testkit.contract.Attempt.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.CheckReport;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import io.mailswitch.testkit.CertificateKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Opening, checking, sharing, interrupting and closing. */
public interface LifecycleContract extends ContractSubject {

    /** Opening a transport and asking what it can do needs no network. */
    @Test
    default void openingContactsNobody() {
        try (Transport transport = open()) {
            assertThat(transport.capabilities().transport()).isNotBlank();
        }
        assertThat(server().contacts()).isZero();
    }

    /** A check goes all the way to the sign-in and sends nothing. */
    @Test
    default void checkSendsNothing() {
        try (Transport transport = open()) {
            CheckReport report = transport.check();

            assertThat(report.ok()).as(report.toString()).isTrue();
            assertThat(report.failure()).isEmpty();
            assertThat(report.facts()).isNotEmpty();
            assertThat(server().contacts()).isPositive();
        }
        assertThat(server().mailbox().all()).isEmpty();
    }

    /** A check reports what a send would meet instead of throwing it. */
    @Test
    default void checkReportsFailure() {
        server().present(CertificateKind.EXPIRED);
        try (Transport transport = open()) {
            CheckReport report = transport.check();

            assertThat(report.ok()).isFalse();
            MailException failure = report.failure().orElseThrow();
            assertThat(report.toString()).contains(failure.summary()).contains(failure.advice());
        }
    }

    /**
     * Many threads may share a transport; each message arrives once.
     *
     * @throws Exception if the test is interrupted
     */
    @Test
    default void messagesOfManyThreadsArriveOnce() throws Exception {
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            submissions.add(ContractMessage.to("user" + i + "@example.com"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (Transport transport = open()) {
            List<Future<?>> sends = new ArrayList<>();
            for (Submission submission : submissions) {
                sends.add(threads.submit(() -> transport.submit(submission)));
            }
            for (Future<?> send : sends) {
                send.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server().mailbox().all())
                .extracting(mail -> mail.messageId().orElseThrow())
                .containsExactlyInAnyOrderElementsOf(
                        submissions.stream().map(Submission::messageId).toList());
    }

    /**
     * A thread that is interrupted in a send gets out of it, and the message is not sent.
     *
     * @throws Exception if the test is interrupted
     */
    @Test
    default void interruptedSendEnds() throws Exception {
        BreakPoint point =
                server().breakPoints().contains(BreakPoint.SENDER) ? BreakPoint.SENDER : BreakPoint.FINAL_ANSWER;
        server().breakAt(point, Breakage.STALL);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Transport transport = open()) {
            Future<Boolean> interruptedAfterwards = thread.submit(() -> {
                MailException failure = Attempt.fails(transport, ContractMessage.to(BOB));
                assertThat(failure.origin()).as("origin of %s", failure).isEqualTo(FailureOrigin.CALLER);
                assertThat(failure.outcome())
                        .isEqualTo(point == BreakPoint.SENDER ? Outcome.NOT_ACCEPTED : Outcome.UNKNOWN);
                return Thread.currentThread().isInterrupted();
            });
            awaitStrike();
            thread.shutdownNow();
            assertThat(interruptedAfterwards.get(60, TimeUnit.SECONDS))
                    .as("the thread still knows that it was interrupted")
                    .isTrue();
            Attempt.arrives(server(), transport);
        }
    }

    /** After closing nothing is left: no connection, no thread, no way to send. */
    @Test
    default void closingLeavesNothing() {
        Set<Thread> before = liveThreads();
        Transport transport = open();
        Attempt.arrives(server(), transport);

        transport.close();
        transport.close();

        assertThat(server().awaitNoConnection(Attempt.SOON))
                .as("every connection is closed")
                .isTrue();
        Set<Thread> left = liveThreads();
        left.removeAll(before);
        for (Thread thread : left) {
            assertThat(ends(thread)).as("%s ends", thread).isTrue();
        }
        assertThatThrownBy(() -> transport.submit(ContractMessage.to(BOB))).isInstanceOf(IllegalStateException.class);
    }

    /**
     * Closing ends a send that hangs, in bounded time.
     *
     * @throws Exception if the test is interrupted
     */
    @Test
    default void closingEndsWhatIsUnderWay() throws Exception {
        server().breakAt(BreakPoint.FINAL_ANSWER, Breakage.STALL);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Transport transport = open();
            Future<MailException> send = thread.submit(() -> Attempt.fails(transport, ContractMessage.to(BOB)));
            awaitStrike();
            transport.close();
            assertThat(send.get(60, TimeUnit.SECONDS).outcome()).isIn(Outcome.NOT_ACCEPTED, Outcome.UNKNOWN);
            assertThat(server().awaitNoConnection(Attempt.SOON)).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }

    /** Until then the send has not come to the point where it hangs. */
    private void awaitStrike() {
        long until = System.nanoTime() + Attempt.SOON.toNanos();
        while (!server().hasStruck()) {
            assertThat(System.nanoTime() - until).as("the send hangs in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** The threads of the transport, the server's left out, and those that the JDK and OkHttp share in the whole process. */
    private static Set<Thread> liveThreads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> thread.getName().startsWith("fake-")
                || thread.getName().startsWith("ForkJoinPool.commonPool")
                || thread.getName().startsWith("pool-")
                || thread.getName().startsWith("OkHttp TaskRunner")
                || thread.getName().startsWith("Okio Watchdog"));
        return threads;
    }

    private static boolean ends(Thread thread) {
        try {
            thread.join(Attempt.SOON.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
