package io.mailswitch.internal.mime;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.internal.text.OctetSearch;
import io.mailswitch.spi.MimeContent;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A ready message with canonical line ends and missing fields in front. It writes itself, unless what it wrote when it was counted was kept:
 * then every transport and every attempt gets those octets. Thread-safe: a MimeMessage is not, so one write waits for another.
 */
final class ReadyContent implements MimeContent {
    private final MimeMessage message;
    private final String[] ignoredFields;
    private final byte[] front;
    private final OctetScan scan;
    private final @Nullable Octets kept;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Keeps the message.
     *
     * @param ignoredFields names of fields that are not written
     * @param front header lines to write before it, each with its CRLF
     * @param written what {@link #write(MimeMessage, List)} gave for the message, these lines aside
     */
    ReadyContent(MimeMessage message, List<String> ignoredFields, byte[] front, Written written) {
        this.message = message;
        this.ignoredFields = ignoredFields.toArray(String[]::new);
        this.front = front;
        this.scan = written.scan();
        this.kept = written.kept();
    }

    /**
     * What is known of a message that was written once.
     *
     * @param scan its length and more
     * @param kept its octets, where it might write others the next time and there are not too many; else null
     */
    record Written(OctetScan scan, @Nullable Octets kept) {}

    /** Writes the message once to find its length; a message that was never saved saves itself by that. */
    static Written write(MimeMessage message, List<String> ignoredFields) {
        OctetScan scan = new OctetScan();
        KeptOctets kept = PlainContent.is(message) ? null : new KeptOctets(scan);
        try {
            write(message, ignoredFields.toArray(String[]::new), kept == null ? scan : kept);
        } catch (IOException e) {
            throw new IllegalStateException("counting does not fail", e);
        }
        return new Written(scan, kept == null ? null : kept.octets());
    }

    @Override
    public void writeTo(OutputStream out, List<EmailAddress> bcc) throws IOException {
        byte[] bccField = BccField.of(bcc);
        if (kept != null) {
            writeFront(out, bccField);
            kept.writeTo(out, new Buffers());
            return;
        }
        lock.lock();
        try {
            writeFront(out, bccField);
            ExactStream exact = new ExactStream(out, scan.count(), this::changed);
            write(message, ignoredFields, exact);
            exact.finish();
        } finally {
            lock.unlock();
        }
    }

    private void writeFront(OutputStream out, byte[] bccField) throws IOException {
        if (bccField.length > 0) {
            out.write(bccField);
        }
        if (front.length > 0) {
            out.write(front);
        }
    }

    private InvalidMessageException changed(String how) {
        return new InvalidMessageException(
                "message",
                "is " + how + " than the " + scan.count() + " octets that it had when it was counted",
                "Do not change a MimeMessage while it is sent, and give its parts data sources that can be read more than once. Of a message "
                        + "above 4 MB that signs or encrypts itself at each writing, send what it wrote once: new MimeMessage(session, in).");
    }

    /** Throws an IOException only where the target did. */
    private static void write(MimeMessage message, String[] ignoredFields, OutputStream target) throws IOException {
        CanonicalStream canonical = new CanonicalStream(target);
        try {
            message.writeTo(canonical, ignoredFields);
        } catch (MessagingException | IOException | RuntimeException e) {
            canonical.rethrowTargetFailure();
            throw new InvalidMessageException(
                    "message",
                    "cannot be written: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    "Give each part content that can be read, any number of times.",
                    e);
        }
        canonical.rethrowTargetFailure();
        canonical.finish();
    }

    @Override
    public long size(List<EmailAddress> bcc) {
        return scan.count() + front.length + BccField.of(bcc).length;
    }

    @Override
    public boolean eightBit() {
        return scan.eightBit() || OctetSearch.hasEightBit(front, 0, front.length);
    }

    @Override
    public boolean internationalHeader() {
        return scan.internationalHeader() || OctetSearch.hasEightBit(front, 0, front.length);
    }
}
