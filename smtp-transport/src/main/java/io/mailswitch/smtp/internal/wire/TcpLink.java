package io.mailswitch.smtp.internal.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A TCP connection whose every wait, reading, writing or connecting, ends at a deadline, at an interrupt or when another thread closes it.
 *
 * <p>The channel never blocks; waiting is done on a selector of its own. A blocking socket can bound a read but neither a write nor an
 * interrupt without a second thread that watches it.
 *
 * <p>While the other side takes nothing, what it sends is read all the same and kept, within a bound: a server that waits until its replies are
 * taken and a client that waits until its commands are taken would wait for ever (RFC 2920 §3.1).
 */
public final class TcpLink implements Link {
    private static final int AHEAD = 8_192;
    private static final int MAX_AHEAD = 1 << 20;
    /** Reads that find something although their deadline has passed: enough for a reply that was there in time, too few to stretch a wait. */
    private static final int LATE_READS = 16;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private ByteBuffer ahead = NOTHING;
    private boolean aheadEnded;
    private int lateReads;

    private TcpLink() throws IOException {
        channel = SocketChannel.open();
        Selector opened = null;
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            opened = Selector.open();
            key = channel.register(opened, 0);
        } catch (IOException | RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            channel.close();
            throw e;
        }
        selector = opened;
    }

    /**
     * Makes a link that is not connected yet, so that another thread can abort it while it connects. TCP_NODELAY is on: small flights must
     * not wait for acknowledgements.
     *
     * @return the link
     * @throws IOException when the system has no sockets left
     */
    public static TcpLink open() throws IOException {
        return new TcpLink();
    }

    /**
     * Connects.
     *
     * @param address where to; resolved
     * @param deadline when waiting ends
     * @throws IOException when it is not connected; the link is then of no use and still to be closed
     */
    public void connect(InetSocketAddress address, Deadline deadline) throws IOException {
        if (!channel.connect(address)) {
            do {
                await(SelectionKey.OP_CONNECT, deadline, "no answer to the TCP connection request");
            } while (!channel.finishConnect());
        }
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        if (!deadline.passed()) {
            lateReads = 0;
        } else if (++lateReads > LATE_READS) {
            // a server that always has a byte ready must not stretch it
            throw new DeadlineException("the answer did not end in time");
        }
        int count = poll(into); // first: what came in time counts, however late this thread is
        while (count == 0) {
            await(SelectionKey.OP_READ, deadline, "nothing was received in time");
            count = poll(into);
        }
        return count;
    }

    @Override
    public int poll(ByteBuffer into) throws IOException {
        if (!ahead.hasRemaining()) {
            return channel.read(into);
        }
        int count = Math.min(into.remaining(), ahead.remaining());
        into.put(into.position(), ahead, ahead.position(), count);
        into.position(into.position() + count);
        ahead.position(ahead.position() + count);
        if (!ahead.hasRemaining()) {
            ahead = NOTHING;
        }
        return count;
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        while (from.hasRemaining()) {
            if (channel.write(from) == 0) {
                boolean listening = !aheadEnded && ahead.remaining() < MAX_AHEAD;
                int ready = await(
                        listening ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_WRITE,
                        deadline,
                        "the other side stopped taking data");
                if ((ready & SelectionKey.OP_READ) != 0) {
                    readAhead();
                }
            }
        }
    }

    private void readAhead() throws IOException {
        ByteBuffer larger =
                ByteBuffer.allocate(ahead.remaining() + AHEAD).put(ahead.duplicate()); // kept if reading fails
        aheadEnded = channel.read(larger) < 0;
        ahead = larger.flip();
    }

    private int await(int operation, Deadline deadline, String onTimeout) throws IOException {
        try {
            key.interestOps(operation);
            while (true) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new LinkInterruptedException();
                }
                long millis = deadline.remainingMillis();
                if (millis == 0) {
                    throw new DeadlineException(onTimeout);
                }
                int ready = selector.select(millis);
                if (!channel.isOpen()) {
                    throw new AsynchronousCloseException();
                }
                if (ready > 0) {
                    selector.selectedKeys().clear();
                    return key.readyOps();
                }
            }
        } catch (ClosedSelectorException | CancelledKeyException e) {
            AsynchronousCloseException closed = new AsynchronousCloseException();
            closed.initCause(e);
            throw closed;
        }
    }

    /**
     * Returns this end.
     *
     * @return the local address and port
     * @throws IOException when the connection is closed
     */
    public InetSocketAddress localAddress() throws IOException {
        return address(channel.getLocalAddress());
    }

    /**
     * Returns the other end, which is the proxy where there is one.
     *
     * @return the remote address and port
     * @throws IOException when the connection is closed
     */
    public InetSocketAddress remoteAddress() throws IOException {
        return address(channel.getRemoteAddress());
    }

    private static InetSocketAddress address(SocketAddress address) throws IOException {
        if (address instanceof InetSocketAddress inet) {
            return inet;
        }
        throw new SocketException("not connected");
    }

    @Override
    public void abort() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // closed already, or not connected: there is nothing to reset
        }
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nobody can do anything about a failed close
        }
        try {
            // wakes the thread that waits, and lets go of the channel
            selector.close();
        } catch (IOException e) {
            // as above
        }
    }
}
