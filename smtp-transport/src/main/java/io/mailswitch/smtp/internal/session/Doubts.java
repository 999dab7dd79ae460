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

    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");
    private static final long NEVER = Long.MIN_VALUE;

    private final String endpoint;
    private final AtomicLong pipelining = new AtomicLong(NEVER);
    private final AtomicLong chunking = new AtomicLong(NEVER);

    /**
     * Starts without doubts.
     *
     * @param endpoint host and port of the server
     */
    public Doubts(String endpoint) {
        this.endpoint = endpoint;
    }

    boolean aboutPipelining() {
        return recent(pipelining);
    }

    boolean aboutChunking() {
        return recent(chunking);
    }

    private static boolean recent(AtomicLong since) {
        long nanos = since.get();
        return nanos != NEVER && System.nanoTime() - nanos < MEMORY.toNanos();
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
