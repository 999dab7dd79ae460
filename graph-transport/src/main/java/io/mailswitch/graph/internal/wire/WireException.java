package io.mailswitch.graph.internal.wire;

import io.mailswitch.Stage;
import java.io.IOException;

/** A request that got no answer. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    private final IOException failure;
    private final Reached reached;
    private final Stage connecting;
    private final Cause why;

    /** Who or what ended the request. */
    public enum Cause {
        /** The network, TLS or a time-out. */
        NETWORK,
        /** The thread was interrupted. */
        INTERRUPTED,
        /** The transport was closed. */
        CLOSED
    }

    WireException(IOException cause, Reached reached, Stage connecting, Cause why) {
        super(cause.getMessage(), cause);
        this.failure = cause;
        this.reached = reached;
        this.connecting = connecting;
        this.why = why;
    }

    /**
     * Returns how much may have left.
     *
     * @return the extent
     */
    public Reached reached() {
        return reached;
    }

    /**
     * Returns what was being done while nothing had left.
     *
     * @return CONNECT or TLS
     */
    public Stage connecting() {
        return connecting;
    }

    /**
     * Returns who or what ended it.
     *
     * @return the cause
     */
    public Cause why() {
        return why;
    }

    /**
     * Returns what OkHttp threw.
     *
     * @return the error
     */
    public IOException failure() {
        return failure;
    }
}
