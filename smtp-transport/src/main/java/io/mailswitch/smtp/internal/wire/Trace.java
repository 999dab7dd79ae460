package io.mailswitch.smtp.internal.wire;

import io.mailswitch.Reply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the conversation to the log {@value #LOGGER}, at debug level and only where configuration asks for it, and to the one who listens,
 * if anybody does. Secrets and content are never part of it. A listener that fails is told of in the log, once for each connection.
 */
public final class Trace {
    /** The name of the log. */
    public static final String LOGGER = "io.mailswitch.smtp.trace";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final String connection;
    private final boolean logged;
    private final @Nullable Consumer<String> listener;
    private boolean listenerFailed;

    /**
     * Makes a trace.
     *
     * @param connection the id that begins each line
     * @param logged whether anything is written to the log
     * @param listener takes each line; null for nobody
     */
    public Trace(String connection, boolean logged, @Nullable Consumer<String> listener) {
        this.connection = connection;
        this.logged = logged;
        this.listener = listener;
    }

    void sent(Command command) {
        write("C:", command);
    }

    void received(Reply reply) {
        write("S:", reply);
    }

    /**
     * Notes something that is neither command nor reply.
     *
     * @param text what happened, without secrets and content
     */
    public void note(String text) {
        write("--", text);
    }

    private void write(String mark, Object what) {
        if (logged) {
            LOG.debug("{} {} {}", connection, mark, what);
        }
        if (listener != null) {
            tell(listener, connection + ' ' + mark + ' ' + what);
        }
    }

    /** Whatever the listener does, it must not hide what became of a message: lines come after the last octet and the last reply too. */
    private void tell(Consumer<String> ear, String line) {
        try {
            ear.accept(line);
        } catch (RuntimeException e) {
            if (!listenerFailed) {
                listenerFailed = true;
                LoggerFactory.getLogger(Trace.class)
                        .warn("{}: what listens to the conversation has failed", connection, e);
            }
        }
    }
}
