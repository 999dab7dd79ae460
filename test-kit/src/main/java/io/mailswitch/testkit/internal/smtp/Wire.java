package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.ReplyFraming;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one connection: buffered input, replies collected until the client has to wait for them, the change to
 * TLS, and the rude ways to end.
 *
 * <p>One session thread uses it; {@link #sendNow} and {@link #close} may be called by any thread.
 */
final class Wire implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.testkit.smtp");
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Socket raw;
    private final ConnectionLog log;
    private final ReplyFraming framing;
    private final Duration hold;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock outLock = new ReentrantLock();
    private final byte[] buffer = new byte[16 * 1024];
    private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private volatile boolean deaf;
    private boolean secure;
    private boolean answered;
    private int position;
    private int limit;

    Wire(Socket raw, ConnectionLog log, ReplyFraming framing, Duration hold) throws IOException {
        raw.setTcpNoDelay(true);
        this.raw = raw;
        this.log = log;
        this.framing = framing;
        this.hold = hold;
        this.socket = raw;
        this.in = raw.getInputStream();
        this.out = raw.getOutputStream();
    }

    boolean isSecure() {
        return secure;
    }

    /** Tells whether a fault keeps the server from reading, so that it cannot see the client's end. */
    boolean isDeaf() {
        return deaf;
    }

    String peer() {
        return raw.getInetAddress().getHostAddress();
    }

    Socket raw() {
        return raw;
    }

    /** Returns the next byte, or -1 at the end. Due replies leave before it blocks. */
    int read() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    /** Tells whether the client has sent more without waiting for the replies that are due. */
    boolean hasInput() throws IOException {
        return position < limit || in.available() > 0 || raw.getInputStream().available() > 0;
    }

    /** Forgets what the client sent ahead. */
    int discardInput() throws IOException {
        int discarded = limit - position;
        position = limit;
        while (in.available() > 0) {
            int count = in.read(buffer, 0, buffer.length);
            log.received(buffer, 0, count, !secure);
            discarded += count;
        }
        return discarded;
    }

    private boolean fill() throws IOException {
        awaitSilence();
        if (!hasInput()) {
            flush();
        }
        int count = in.read(buffer, 0, buffer.length);
        if (count < 0) {
            return false;
        }
        if (answered) {
            answered = false;
            log.roundTrip();
        }
        log.received(buffer, 0, count, !secure);
        position = 0;
        limit = count;
        return true;
    }

    private void awaitSilence() throws IOException {
        if (replies.size() == 0 || hold.isZero()) {
            return;
        }
        long until = System.nanoTime() + hold.toNanos();
        while (!hasInput() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Adds a reply, lines separated by LF, to those that leave with the next {@link #flush}. */
    void reply(String lines) {
        LOG.debug("{} S: {}", log.number(), lines);
        replies.writeBytes((lines.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Tells the log what the client said. */
    void said(String line) {
        LOG.debug("{} C: {}", log.number(), line);
    }

    /** Adds bytes just as they are. */
    void replyBytes(byte[] bytes) {
        replies.writeBytes(bytes);
    }

    /** Sends the replies that are due. */
    void flush() throws IOException {
        byte[] due = replies.toByteArray();
        replies.reset();
        switch (framing) {
            case BATCHED -> write(due, 0, due.length);
            case PER_LINE -> {
                int start = 0;
                for (int i = 0; i < due.length; i++) {
                    if (due[i] == '\n' || i == due.length - 1) {
                        write(due, start, i + 1 - start);
                        start = i + 1;
                    }
                }
            }
            case PER_BYTE -> writeByByte(due, Duration.ZERO);
        }
    }

    /** Sends bytes one at a time with a pause before each. */
    void writeByByte(byte[] bytes, Duration pause) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            pause(pause);
            write(bytes, i, 1);
        }
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        outLock.lock();
        try {
            out.write(bytes, offset, length);
            out.flush();
        } finally {
            outLock.unlock();
        }
        answered = true;
        log.sent(length);
    }

    /** Sends a reply at once, from any thread, apart from those that are due. */
    void sendNow(String line) throws IOException {
        byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
        outLock.lock();
        try {
            out.write(bytes);
            out.flush();
        } finally {
            outLock.unlock();
        }
        log.sent(bytes.length);
    }

    /** Waits, but no longer than the connection lives. */
    void pause(Duration time) throws EndOfSession {
        try {
            if (!time.isZero() && closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new EndOfSession("closed by the test");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndOfSession("interrupted");
        }
    }

    /** Waits until the test closes the connection, without reading: what the client sends backs up. */
    void waitUntilClosed() throws EndOfSession {
        deaf = true;
        pause(Duration.ofDays(1));
    }

    /** Goes on inside TLS, as its server. */
    void startTls(TlsServer tls) throws IOException {
        SSLSocket layered = tls.layer(raw, readTlsRecord());
        layered.startHandshake();
        SSLSession session = layered.getSession();
        log.tls(session.getProtocol(), session.getCipherSuite());
        outLock.lock();
        try {
            socket = layered;
            in = layered.getInputStream();
            out = layered.getOutputStream();
            secure = true;
        } finally {
            outLock.unlock();
        }
    }

    /**
     * Sends the replies that are due and reads one TLS record: the client's hello, its header included. A client that
     * goes on in clear instead has its words put on record.
     */
    byte[] readTlsRecord() throws IOException {
        flush();
        InputStream below = raw.getInputStream();
        byte[] header = below.readNBytes(TlsRecords.HEADER);
        if (answered) {
            answered = false;
            log.roundTrip();
        }
        if (header.length < TlsRecords.HEADER || !TlsRecords.startsAt(header, 0)) {
            log.received(header, 0, header.length, true);
            discardInput();
            throw new IOException("the client did not begin a TLS handshake");
        }
        byte[] payload = below.readNBytes(TlsRecords.payloadLength(header, 0));
        return ByteBuffer.allocate(header.length + payload.length)
                .put(header)
                .put(payload)
                .array();
    }

    /** Reads from below TLS until the client ends, keeping what came unless TLS had begun. */
    byte[] drain() throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        InputStream below = raw.getInputStream();
        for (int count; (count = below.read(buffer, 0, buffer.length)) >= 0; ) {
            if (!secure) {
                seen.write(buffer, 0, count);
            }
        }
        return seen.toByteArray();
    }

    /** Ends the output below TLS, without its farewell, and leaves the input open. */
    void endOutput() throws IOException {
        raw.shutdownOutput();
    }

    /** Ends the connection with a TCP reset. */
    void reset() throws IOException {
        raw.setSoLinger(true, 0);
        close();
    }

    /** Ends the connection as a well-behaved server does: with TLS's farewell where there is TLS. */
    void closeGently() throws IOException {
        socket.close();
        close();
    }

    /** Ends the connection at once, below TLS. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        raw.close();
    }
}
