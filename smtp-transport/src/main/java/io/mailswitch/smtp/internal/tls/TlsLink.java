package io.mailswitch.smtp.internal.tls;

import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.Link;
import io.mailswitch.smtp.internal.wire.TcpLink;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a {@link TcpLink}. An engine rather than an {@code SSLSocket}: each read and write of the records beneath is under the same
 * deadline, a flight of many records leaves in one write, and an exception from {@link #write} proves that the last record was not sent
 * whole.
 */
public final class TlsLink implements Link {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int RECORDS_PER_WRITE = 4;
    private static final int LATE_RECORDS = 16;

    private final TcpLink raw;
    private final SSLEngine engine;
    private ByteBuffer encryptedIn;

    /** One record. In an array, since ciphers of the JDK are faster on arrays than on memory outside the heap. */
    private ByteBuffer packet;

    /** The records of one write, outside the heap, since the socket would copy them there. */
    private ByteBuffer encryptedOut;

    private ByteBuffer plainIn;

    private TlsLink(TcpLink raw, SSLEngine engine) {
        this.raw = raw;
        this.engine = engine;
        int size = engine.getSession().getPacketBufferSize();
        encryptedIn = ByteBuffer.allocateDirect(size).limit(0);
        packet = ByteBuffer.allocate(size);
        encryptedOut = ByteBuffer.allocateDirect(size * RECORDS_PER_WRITE);
        plainIn = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .limit(0);
    }

    /**
     * Shakes hands.
     *
     * @param raw the connection
     * @param engine an engine in client mode that is set to check certificate and host name
     * @param deadline for the whole handshake
     * @return the encrypted link
     * @throws IOException when there is none; the connection is then of no use and still open
     */
    public static TlsLink handshake(TcpLink raw, SSLEngine engine, Deadline deadline) throws IOException {
        TlsLink link = new TlsLink(raw, engine);
        engine.beginHandshake();
        try {
            link.progress(engine.getHandshakeStatus(), deadline);
        } catch (SSLException e) {
            link.sendAlert();
            throw e;
        } catch (RuntimeException e) {
            // so the JDK tells of a trust store without certificates, and of providers that fail
            throw new SSLException(String.valueOf(e.getMessage()), e);
        }
        return link;
    }

    /** Runs the handshake, or what a later message of it asks for (TLS 1.3 key update), until there is nothing to do. */
    private void progress(HandshakeStatus first, Deadline deadline) throws IOException {
        HandshakeStatus status = first;
        while (true) {
            switch (status) {
                case NEED_TASK -> {
                    runTasks();
                    status = engine.getHandshakeStatus();
                }
                case NEED_WRAP -> {
                    SSLEngineResult result = wrapMessage();
                    raw.write(encryptedOut, deadline);
                    if (result.getStatus() == Status.CLOSED) {
                        throw new EOFException("the TLS session was closed");
                    }
                    status = result.getHandshakeStatus();
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (plainIn.hasRemaining()) {
                        return; // a renegotiation goes on when the data before it has been read
                    }
                    SSLEngineResult result = unwrap();
                    if (result.getStatus() == Status.BUFFER_UNDERFLOW && fillEncrypted(deadline) < 0) {
                        throw new EOFException("the server closed the connection during the TLS handshake");
                    }
                    if (result.getStatus() == Status.CLOSED) {
                        throw new EOFException("the server closed the TLS session during the handshake");
                    }
                    status = engine.getHandshakeStatus();
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** A message of the handshake or an alert. */
    private SSLEngineResult wrapMessage() throws SSLException {
        encryptedOut.clear();
        SSLEngineResult result = wrapRecord(NOTHING);
        encryptedOut.flip();
        return result;
    }

    /** Adds a record to those of the next write, in which there is room for one. */
    private SSLEngineResult wrapRecord(ByteBuffer from) throws SSLException {
        while (true) {
            packet.clear();
            SSLEngineResult result = engine.wrap(from, packet);
            if (result.getStatus() != Status.BUFFER_OVERFLOW) {
                encryptedOut.put(packet.flip());
                return result;
            }
            int needed = engine.getSession().getPacketBufferSize();
            requireGrowth(packet, needed);
            packet = ByteBuffer.allocate(needed);
            encryptedOut = ByteBuffer.allocateDirect(needed * RECORDS_PER_WRITE).put(encryptedOut.flip());
        }
    }

    private SSLEngineResult unwrap() throws SSLException {
        while (true) {
            plainIn.clear();
            SSLEngineResult result;
            try {
                result = engine.unwrap(encryptedIn, plainIn);
            } finally {
                plainIn.flip();
            }
            if (result.getStatus() != Status.BUFFER_OVERFLOW) {
                return result;
            }
            int needed = engine.getSession().getApplicationBufferSize();
            requireGrowth(plainIn, needed);
            plainIn = ByteBuffer.allocate(needed).limit(0);
        }
    }

    /** What a session needs may grow with the first larger record; an engine that asks for more room than it says would be asked for ever. */
    private static void requireGrowth(ByteBuffer buffer, int needed) throws SSLException {
        if (needed <= buffer.capacity()) {
            throw new SSLException("a TLS record needs more than the " + needed + " octets announced for it");
        }
    }

    /** Reads records; a null deadline means not to wait. */
    private int fillEncrypted(@Nullable Deadline deadline) throws IOException {
        if (encryptedIn.remaining() == encryptedIn.capacity()) {
            // the engine refuses records beyond the bound of the protocol, so this ends
            ByteBuffer larger = ByteBuffer.allocateDirect(encryptedIn.capacity() * 2);
            encryptedIn = larger.put(encryptedIn).flip();
        }
        encryptedIn.compact();
        try {
            return deadline == null ? raw.poll(encryptedIn) : raw.read(encryptedIn, deadline);
        } finally {
            encryptedIn.flip();
        }
    }

    @Override
    public int read(ByteBuffer into, Deadline deadline) throws IOException {
        return receive(into, deadline, deadline);
    }

    @Override
    public int poll(ByteBuffer into) throws IOException {
        return receive(into, null, Deadline.after(FAREWELL));
    }

    private int receive(ByteBuffer into, @Nullable Deadline readDeadline, Deadline writeDeadline) throws IOException {
        int late = 0;
        while (!plainIn.hasRemaining()) {
            // what came in time is in these records or beneath them, however late this thread is
            if (writeDeadline.passed() && ++late > LATE_RECORDS) {
                throw new DeadlineException("the server sent TLS records without content");
            }
            SSLEngineResult result = unwrap();
            switch (result.getStatus()) {
                case CLOSED -> {
                    return -1;
                }
                case BUFFER_UNDERFLOW -> {
                    int count = fillEncrypted(readDeadline);
                    if (count <= 0) {
                        return count;
                    }
                }
                case BUFFER_OVERFLOW, OK -> {
                    // after the handshake only: tickets, key updates
                    if (result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
                        progress(result.getHandshakeStatus(), writeDeadline);
                    }
                }
            }
        }
        int count = Math.min(into.remaining(), plainIn.remaining());
        into.put(into.position(), plainIn, plainIn.position(), count);
        into.position(into.position() + count);
        plainIn.position(plainIn.position() + count);
        return count;
    }

    @Override
    public void write(ByteBuffer from, Deadline deadline) throws IOException {
        while (from.hasRemaining()) {
            encryptedOut.clear();
            while (from.hasRemaining() && encryptedOut.remaining() >= packet.capacity()) {
                SSLEngineResult result = wrapRecord(from);
                if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                    runTasks();
                }
                if (result.getStatus() == Status.CLOSED) {
                    throw new EOFException("the server closed the TLS session");
                }
                if (result.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP && result.bytesProduced() == 0) {
                    throw new SSLException("the server began a renegotiation in the middle of the conversation");
                }
            }
            encryptedOut.flip();
            raw.write(encryptedOut, deadline);
        }
    }

    /**
     * Returns what was negotiated.
     *
     * @return the session
     */
    public SSLSession session() {
        return engine.getSession();
    }

    @Override
    public void abort() {
        raw.abort();
    }

    /** Says goodbye (RFC 8446 §6.1) and closes, without waiting for the other side. */
    @Override
    public void close() {
        engine.closeOutbound();
        sendAlert();
        raw.close();
    }

    private void sendAlert() {
        try {
            Deadline deadline = Deadline.after(FAREWELL);
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                SSLEngineResult result = wrapMessage();
                raw.write(encryptedOut, deadline);
                if (result.bytesProduced() == 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // the connection is being given up; the server learns that in any case
        }
    }
}
