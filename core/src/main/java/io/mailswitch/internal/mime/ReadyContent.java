package io.mailswitch.internal.mime;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.spi.MimeContent;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A ready message, which writes itself, with canonical line ends and missing fields in front. Thread-safe: a MimeMessage is not, so one write
 * waits for another.
 */
final class ReadyContent implements MimeContent {
    private final MimeMessage message;
    private final String[] ignoredFields;
    private final byte[] front;
    private final OctetScan scan;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Keeps the message.
     *
     * @param ignoredFields names of fields that are not written
     * @param front header lines to write before it, each with its CRLF
     * @param scan what {@link #scan} found in the message, these lines aside
     */
    ReadyContent(MimeMessage message, List<String> ignoredFields, byte[] front, OctetScan scan) {
        this.message = message;
        this.ignoredFields = ignoredFields.toArray(String[]::new);
        this.front = front;
        this.scan = scan;
    }

    /** Writes the message once to find its length; a message that was never saved saves itself by that. */
    static OctetScan scan(MimeMessage message, List<String> ignoredFields) {
        OctetScan scan = new OctetScan();
        try {
            write(message, ignoredFields.toArray(String[]::new), scan);
        } catch (IOException e) {
            throw new IllegalStateException("counting does not fail", e);
        }
        return scan;
    }

    @Override
    public void writeTo(OutputStream out, List<EmailAddress> bcc) throws IOException {
        byte[] bccField = BccField.of(bcc);
        lock.lock();
        try {
            if (bccField.length > 0) {
                out.write(bccField);
            }
            if (front.length > 0) {
                out.write(front);
            }
            ExactStream exact = new ExactStream(out, scan.count(), this::changed);
            write(message, ignoredFields, exact);
            exact.finish();
        } finally {
            lock.unlock();
        }
    }

    private InvalidMessageException changed(String how) {
        return new InvalidMessageException(
                "message",
                "is " + how + " than the " + scan.count() + " octets that it had when it was counted",
                "Do not change a MimeMessage while it is sent, and give its parts data sources that can be read more than once.");
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
        return scan.eightBit() || Octets.hasEightBit(front, 0, front.length);
    }

    @Override
    public boolean internationalHeader() {
        return scan.internationalHeader() || Octets.hasEightBit(front, 0, front.length);
    }
}
