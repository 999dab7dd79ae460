package io.mailswitch.smtp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpLinkTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(30);
    /** More than the system buffers on loopback. */
    private static final int MUCH = 24 << 20;

    private ServerSocket server;
    private TcpLink link;
    private Socket peer;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        link = TcpLink.open();
        link.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), Deadline.after(LONG));
        peer = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        peer.close();
        server.close();
    }

    @Test
    void deadlineEndsARead() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> link.read(ByteBuffer.allocate(1), Deadline.after(SHORT)))
                .isInstanceOf(DeadlineException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, LONG);
    }

    /** RFC 2920 §3.1: a server that does not read on until its replies are taken. */
    @Test
    void whatIsSentMeanwhileIsTakenIn() throws Exception {
        byte[] replies = new byte[900_000];
        new Random(1).nextBytes(replies);
        peer.setSendBufferSize(16_384);
        FutureTask<Void> server = start(() -> {
            peer.getOutputStream().write(replies);
            return peer.getInputStream().readNBytes(MUCH).length == MUCH ? null : fail("cut short");
        });
        Deadline deadline = Deadline.after(LONG);
        link.write(ByteBuffer.allocate(MUCH), deadline);
        ByteBuffer received = ByteBuffer.allocate(replies.length);
        while (received.hasRemaining()) {
            assertThat(link.read(received, deadline)).isPositive();
        }

        assertThat(received.array()).isEqualTo(replies);
        server.get(10, TimeUnit.SECONDS);
    }

    /** What is kept is bounded: a server that only talks is left alone, and the deadline ends it. */
    @Test
    void talkWithoutEndIsNotTakenIn() throws Exception {
        FutureTask<Void> server = start(() -> {
            while (true) {
                peer.getOutputStream().write(new byte[65_536]);
            }
        });
        assertThatThrownBy(() -> link.write(ByteBuffer.allocate(MUCH), Deadline.after(Duration.ofSeconds(1))))
                .isInstanceOf(DeadlineException.class);
        link.abort();
        assertThatThrownBy(() -> server.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    /** A thread that comes late finds the answer all the same. */
    @Test
    void whatIsThereIsReadAfterTheDeadline() throws Exception {
        peer.getOutputStream().write("ab".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer first = ByteBuffer.allocate(1);
        link.read(first, Deadline.after(LONG)); // now the second is there too
        ByteBuffer second = ByteBuffer.allocate(8);

        assertThat(link.read(second, Deadline.after(Duration.ZERO))).isEqualTo(1);
        assertThat(second.get(0)).isEqualTo((byte) 'b');
        assertThatThrownBy(() -> link.read(second, Deadline.after(Duration.ZERO)))
                .isInstanceOf(DeadlineException.class);
    }

    @Test
    void trickleDoesNotStretchADeadline() throws Exception {
        FutureTask<Void> trickle = start(() -> {
            OutputStream out = peer.getOutputStream();
            while (true) {
                out.write('x');
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        });
        Deadline deadline = Deadline.after(SHORT);
        assertThatThrownBy(() -> {
                    while (true) {
                        link.read(ByteBuffer.allocate(1), deadline);
                    }
                })
                .isInstanceOf(DeadlineException.class);
        link.abort();
        assertThatThrownBy(() -> trickle.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void deadlineEndsAWriteThatNobodyTakes() {
        ByteBuffer much = ByteBuffer.allocate(64 << 20);
        assertThatThrownBy(() -> link.write(much, Deadline.after(SHORT))).isInstanceOf(DeadlineException.class);
        assertThat(much.hasRemaining()).isTrue();
    }

    @Test
    void interruptEndsARead_andFlagStays() throws Exception {
        assertInterrupted(() -> link.read(ByteBuffer.allocate(1), Deadline.after(LONG)));
    }

    @Test
    void interruptEndsAWrite_andFlagStays() throws Exception {
        assertInterrupted(() -> {
            link.write(ByteBuffer.allocate(64 << 20), Deadline.after(LONG));
            return null;
        });
    }

    private static void assertInterrupted(Callable<?> blocking) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            running.countDown();
            assertThatThrownBy(blocking::call).isInstanceOf(LinkInterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(task, "interrupted");
        thread.start();
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(task.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void abortByAnotherThreadEndsARead() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        FutureTask<Integer> reading = start(() -> {
            running.countDown();
            return link.read(ByteBuffer.allocate(1), Deadline.after(LONG));
        });
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        link.abort();
        assertThatThrownBy(() -> reading.get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(Exception.class)
                .cause()
                .isInstanceOfAny(AsynchronousCloseException.class, java.nio.channels.ClosedChannelException.class);
    }

    @Test
    void abortResets() throws IOException {
        link.abort();

        peer.setSoTimeout(10_000);
        assertThatThrownBy(() -> peer.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void closeEndsInOrder() throws IOException {
        link.write(ByteBuffer.wrap(new byte[] {1}), Deadline.after(LONG));
        link.close();

        peer.setSoTimeout(10_000);
        assertThat(peer.getInputStream().read()).isEqualTo(1);
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void pollDoesNotWait() throws IOException {
        assertThat(link.poll(ByteBuffer.allocate(1))).isZero();
    }

    @Test
    void endOfStreamIsSeen() throws IOException {
        peer.close();

        assertThat(link.read(ByteBuffer.allocate(1), Deadline.after(LONG))).isEqualTo(-1);
    }

    @Test
    void nobodyListening() throws IOException {
        int port = server.getLocalPort();
        server.close();
        TcpLink other = TcpLink.open();

        assertThatThrownBy(() -> other.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Deadline.after(LONG)))
                .isInstanceOf(ConnectException.class);
        other.close();
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
