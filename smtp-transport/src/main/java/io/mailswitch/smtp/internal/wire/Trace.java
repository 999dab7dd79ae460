package io.mailswitch.smtp.internal.wire;

import io.mailswitch.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the conversation to the log {@value #LOGGER}, at debug level and only where configuration asks for it. Secrets and content are
 * never part of it.
 */
public final class Trace {
    /** The name of the log. */
    public static final String LOGGER = "io.mailswitch.smtp.trace";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final String connection;
    private final boolean on;

    /**
     * Makes a trace.
     *
     * @param connection the id that begins each line
     * @param on whether anything is written
     */
    public Trace(String connection, boolean on) {
        this.connection = connection;
        this.on = on;
    }

    void sent(Command command) {
        if (on) {
            LOG.debug("{} C: {}", connection, command);
        }
    }

    void received(Reply reply) {
        if (on) {
            LOG.debug("{} S: {}", connection, reply);
        }
    }

    /**
     * Notes something that is neither command nor reply.
     *
     * @param text what happened, without secrets and content
     */
    public void note(String text) {
        if (on) {
            LOG.debug("{} -- {}", connection, text);
        }
    }
}
