package io.mailswitch.smtp.internal.wire;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All connections of a transport, those that are just being opened included, so that its end ends them. Thread-safe. */
public final class OpenLinks {
    private final Set<TcpLink> links = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Makes an empty set. */
    public OpenLinks() {}

    /**
     * Opens a link that belongs to the set.
     *
     * @return the link, not connected yet
     * @throws ClosedChannelException after {@link #abortAll()}
     * @throws IOException when the system has no sockets left
     */
    public TcpLink open() throws IOException {
        TcpLink link = TcpLink.open();
        links.add(link);
        if (closed) {
            abort(link);
            throw new ClosedChannelException();
        }
        return link;
    }

    /**
     * Closes a link and forgets it.
     *
     * @param link the link
     */
    public void close(TcpLink link) {
        links.remove(link);
        link.close();
    }

    /**
     * Cuts a link and forgets it.
     *
     * @param link the link
     */
    public void abort(TcpLink link) {
        links.remove(link);
        link.abort();
    }

    /** Cuts all links, and each that is opened from now on. */
    public void abortAll() {
        closed = true;
        links.forEach(this::abort);
    }

    /**
     * Tells whether all links have been cut for good.
     *
     * @return true after {@link #abortAll()}
     */
    public boolean isClosed() {
        return closed;
    }
}
