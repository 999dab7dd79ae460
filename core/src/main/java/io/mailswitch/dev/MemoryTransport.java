package io.mailswitch.dev;

import io.mailswitch.CheckReport;
import io.mailswitch.CheckReport.Severity;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Puts messages into a {@link MemoryMailbox}. Thread-safe. */
final class MemoryTransport implements Transport {
    static final int MAX_OCTETS = 64 * 1024 * 1024;

    private static final String NAME = "memory";
    private static final int CONCURRENT = 4;
    private static final TransportCapabilities CAPABILITIES = TransportCapabilities.builder(NAME)
            .maxMessageBytes(MAX_OCTETS)
            .maxConcurrent(CONCURRENT)
            .build();

    private final MemoryMailbox mailbox;
    private final AtomicBoolean closed = new AtomicBoolean();

    MemoryTransport(MemoryMailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        if (closed.get()) {
            throw new IllegalStateException("the transport is closed");
        }
        Optional<MailException> failure = mailbox.nextFailure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        byte[] content = bytes(submission);
        mailbox.add(new MemoryMail(submission.messageId(), submission.envelope(), content));
        return SendReceipt.builder(submission.messageId(), NAME, NAME, Reply.smtp(250, null, List.of("kept, not sent")))
                .accepted(submission.envelope().forwardPaths())
                .build();
    }

    private static byte[] bytes(Submission submission) {
        long size = submission.content().size(List.of());
        if (size > MAX_OCTETS) {
            throw new SubmissionException(
                    "the message has " + size + " octets, transport memory keeps at most " + MAX_OCTETS,
                    Failure.at(Stage.CONTENT, "Use mailswitch.transport=file for messages of that size.")
                            .origin(FailureOrigin.MESSAGE)
                            .transport(NAME)
                            .build(),
                    null);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) size);
        try {
            submission.content().writeTo(out, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    @Override
    public TransportCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public CheckReport check() {
        return CheckReport.builder(NAME)
                .finding(
                        Severity.WARNING,
                        "transport memory is for tests: no mail leaves this machine",
                        "In production set mailswitch.transport to smtp or graph.")
                .build();
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
