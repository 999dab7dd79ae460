package io.mailswitch.internal.dev;

import io.mailswitch.CheckReport;
import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line for each message, at info with id and sizes, at debug with the addresses too; never content. Thread-safe. */
final class LogTransport implements Transport {
    static final String NAME = "log";

    private static final int CONCURRENT = 4;
    private static final TransportCapabilities CAPABILITIES =
            TransportCapabilities.builder(NAME).maxConcurrent(CONCURRENT).build();

    private final Logger log;
    private final AtomicBoolean closed = new AtomicBoolean();

    LogTransport() {
        this(LoggerFactory.getLogger(LogTransport.class));
    }

    LogTransport(Logger log) {
        this.log = log;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        if (closed.get()) {
            throw new IllegalStateException("the transport is closed");
        }
        readThrough(submission);
        log.info(
                "mail {} for {} recipients, {} octets: logged, not sent",
                submission.messageId(),
                submission.envelope().forwardPaths().size(),
                submission.content().size(List.of()));
        log.debug(
                "mail {} from {} for {}",
                submission.messageId(),
                submission.envelope().reversePath(),
                submission.envelope().forwardPaths());
        return SendReceipt.builder(
                        submission.messageId(), NAME, NAME, Reply.smtp(250, null, List.of("logged, not sent")))
                .accepted(submission.envelope().forwardPaths())
                .build();
    }

    /** A part that cannot be read should fail here as it would on the way to a server. */
    private static void readThrough(Submission submission) {
        try {
            submission.content().writeTo(OutputStream.nullOutputStream(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written to fail", e);
        }
    }

    @Override
    public TransportCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public CheckReport check() {
        return NoMail.report(NAME).build();
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
