package io.mailswitch.smtp.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.smtp.internal.pool.ConnectionPool.Leave;
import io.mailswitch.smtp.internal.wire.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    /** A connection that remembers how it ended. */
    private static final class Fake implements PooledConnection {
        volatile boolean usable = true;
        final CountDownLatch quit = new CountDownLatch(1);
        volatile boolean aborted;

        @Override
        public boolean isUsable() {
            return usable;
        }

        @Override
        public void quit(Deadline deadline) {
            quit.countDown();
        }

        @Override
        public void abort() {
            aborted = true;
        }
    }

    private static Fake lend(ConnectionPool<Fake> pool) throws InterruptedException {
        assertThat(pool.acquire(PATIENCE)).isEqualTo(Leave.GRANTED);
        Fake taken = pool.take();
        return taken == null ? new Fake() : taken;
    }

    @Test
    void connectionUsedLastIsTakenFirst() throws InterruptedException {
        ConnectionPool<Fake> pool = new ConnectionPool<>(2, LONG);
        Fake first = lend(pool);
        Fake second = lend(pool);
        pool.release(second);
        pool.release(first);

        assertThat(lend(pool)).isSameAs(first);
        assertThat(lend(pool)).isSameAs(second);
        pool.release(first);
        pool.release(second);
        assertThat(pool.close(LONG)).isTrue();
    }

    @Test
    void unusableConnectionIsCut() throws InterruptedException {
        ConnectionPool<Fake> pool = new ConnectionPool<>(1, LONG);
        Fake connection = lend(pool);
        pool.release(connection);
        connection.usable = false;

        assertThat(pool.acquire(PATIENCE)).isEqualTo(Leave.GRANTED);
        assertThat(pool.take()).isNull();
        assertThat(connection.aborted).isTrue();
        pool.release(null);
        pool.close(LONG);
    }

    @Test
    void waitingIsBounded() throws InterruptedException {
        ConnectionPool<Fake> pool = new ConnectionPool<>(1, LONG);
        Fake connection = lend(pool);

        assertThat(pool.acquire(TimeUnit.MILLISECONDS.toNanos(20))).isEqualTo(Leave.TIMED_OUT);
        pool.release(connection);
        assertThat(pool.acquire(PATIENCE)).isEqualTo(Leave.GRANTED);
        pool.release(null);
        pool.close(LONG);
    }

    @Test
    void whoWaitsIsServedInOrder() throws Exception {
        ConnectionPool<Fake> pool = new ConnectionPool<>(1, LONG);
        Fake connection = lend(pool);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            FutureTask<Void> task = new FutureTask<>(() -> {
                assertThat(pool.acquire(PATIENCE)).isEqualTo(Leave.GRANTED);
                order.add(number);
                pool.release(pool.take());
                return null;
            });
            tasks.add(task);
            Thread thread = new Thread(task, "waiter-" + i);
            thread.start();
            awaitWaiting(thread);
        }
        pool.release(connection);
        for (FutureTask<Void> task : tasks) {
            task.get(20, TimeUnit.SECONDS);
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        pool.close(LONG);
    }

    private static void awaitWaiting(Thread thread) {
        long until = System.nanoTime() + PATIENCE;
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime() - until).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    void idleConnectionIsClosedInTime_andItsThreadEnds() throws InterruptedException {
        ConnectionPool<Fake> pool = new ConnectionPool<>(2, Duration.ofMillis(30));
        Fake first = lend(pool);
        Fake second = lend(pool);
        pool.release(first);
        pool.release(second);

        assertThat(first.quit.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.quit.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.idleCount()).isZero();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("mailswitch-smtp-idle")) {
                assertThat(thread.isDaemon()).isTrue();
                thread.join(20_000);
                assertThat(thread.isAlive())
                        .as("with nothing idle no thread waits")
                        .isFalse();
            }
        }
        pool.close(LONG);
    }

    @Test
    void closeEndsIdleConnections_andRefusesFurtherUse() throws InterruptedException {
        ConnectionPool<Fake> pool = new ConnectionPool<>(1, LONG);
        Fake connection = lend(pool);
        pool.release(connection);

        assertThat(pool.close(LONG)).isTrue();
        assertThat(pool.close(LONG)).isTrue();

        assertThat(connection.quit.getCount()).isZero();
        assertThatThrownBy(() -> pool.acquire(PATIENCE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeWaitsForThoseInUse() throws Exception {
        ConnectionPool<Fake> pool = new ConnectionPool<>(1, LONG);
        Fake connection = lend(pool);
        assertThat(pool.close(Duration.ofMillis(20))).as("still in use").isFalse();

        pool.release(connection);

        assertThat(pool.close(LONG)).isTrue();
        assertThat(connection.quit.getCount()).as("not kept").isZero();
    }

    @Test
    void closeWakesThoseThatWait() throws Exception {
        ConnectionPool<Fake> pool = new ConnectionPool<>(1, LONG);
        Fake connection = lend(pool);
        FutureTask<Leave> waiting = new FutureTask<>(() -> pool.acquire(PATIENCE));
        Thread thread = new Thread(waiting, "waiter");
        thread.start();
        awaitWaiting(thread);
        assertThat(pool.close(Duration.ofMillis(1))).isFalse();

        pool.release(connection);

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(Leave.CLOSED);
        assertThat(pool.close(LONG)).as("what it had been given is back").isTrue();
    }

    @Test
    void countsWhatItHolds() throws Exception {
        ConnectionPool<Fake> pool = new ConnectionPool<>(2, LONG);
        assertThat(pool.count()).isEqualTo(new PoolCount(0, 0, 0));
        Fake first = lend(pool);
        Fake second = lend(pool);
        FutureTask<Leave> waiting = new FutureTask<>(() -> pool.acquire(PATIENCE));
        Thread thread = new Thread(waiting, "waiter");
        thread.start();
        awaitWaiting(thread);
        assertThat(pool.count()).isEqualTo(new PoolCount(2, 0, 1));

        pool.release(first);
        waiting.get(20, TimeUnit.SECONDS);
        assertThat(pool.count()).isEqualTo(new PoolCount(2, 1, 0));
        assertThat(pool.hasRoom()).as("the one that is idle is to be used").isFalse();
        pool.release(second);
        assertThat(pool.count()).isEqualTo(new PoolCount(1, 2, 0));
        pool.release(pool.take());
        pool.close(LONG);
    }
}
