package io.mailswitch.smtp.internal.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers that a server offers an extension but does not keep to it, so that the next messages go without. It is tried again after an hour,
 * since servers are mended and one address may be many machines. Thread-safe.
 */
public final class Doubts {
    static final Duration MEMORY = Duration.ofHours(1);
    /** How long no group of commands is sent after one that was lost. */
    static final Duration PRECAUTION = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");
    private static final long NEVER = Long.MIN_VALUE;

    private final String endpoint;
    private final AtomicLong pipelining = new AtomicLong(NEVER);
    private final AtomicLong chunking = new AtomicLong(NEVER);
    private final AtomicLong suspicion = new AtomicLong(NEVER);
    private final AtomicLong window = new AtomicLong(NEVER);

    /**
     * Starts without doubts.
     *
     * @param endpoint host and port of the server
     */
    public Doubts(String endpoint) {
        this.endpoint = endpoint;
    }

    boolean aboutPipelining() {
        return recent(pipelining) || recent(suspicion, PRECAUTION);
    }

    boolean aboutChunking() {
        return recent(chunking);
    }

    private static boolean recent(AtomicLong since) {
        return recent(since, MEMORY);
    }

    private static boolean recent(AtomicLong since, Duration memory) {
        long nanos = since.get();
        return nanos != NEVER && System.nanoTime() - nanos < memory.toNanos();
    }

    /** For what a server that discards input does, but a bad network as well: the first time is a reason for care, the second one is proof. */
    void pipeliningSuspected(String why) {
        if (suspicion.getAndSet(System.nanoTime()) != NEVER) {
            pipeliningFailed(why + ", twice");
        } else {
            LOG.debug("{}: {}; no groups of commands for {}", endpoint, why, PRECAUTION);
        }
    }

    /** Several messages were in doubt at once: that is not to happen again soon. */
    void windowFailed() {
        window.set(System.nanoTime());
        LOG.debug("{}: a window of messages was lost; one at a time for {}", endpoint, PRECAUTION);
    }

    boolean aboutWindow() {
        return recent(window, PRECAUTION);
    }

    /** A group of commands was answered as it should be. */
    void pipeliningWorks() {
        suspicion.set(NEVER);
    }

    void pipeliningFailed(String why) {
        note(pipelining, "PIPELINING", "pipelining", why);
    }

    void chunkingFailed(String why) {
        note(chunking, "CHUNKING", "chunking", why);
    }

    private void note(AtomicLong since, String keyword, String setting, String why) {
        if (!recent(since)) {
            LOG.warn(
                    "{}: the server offers {} but does not keep to it ({}); doing without it for {}. "
                            + "Set mailswitch.smtp.{}=off to do without it always.",
                    endpoint,
                    keyword,
                    why,
                    MEMORY,
                    setting);
        }
        since.set(System.nanoTime());
    }
}
