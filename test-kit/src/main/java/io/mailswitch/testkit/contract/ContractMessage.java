package io.mailswitch.testkit.contract;

import io.mailswitch.EmailAddress;
import io.mailswitch.Envelope;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.spi.MimeContent;
import io.mailswitch.spi.Submission;
import io.mailswitch.testkit.Accounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A plain message for the contract: some text of a given length, written by hand, and for some tests cut off. */
final class ContractMessage implements MimeContent {
    private static final byte[] LINE = "the quick brown fox jumps over the lazy dog, again and again and again\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final long NEVER = Long.MAX_VALUE;

    private final String header;
    private final long lines;
    private final long failAtLine;

    private ContractMessage(String header, long lines, long failAtLine) {
        this.header = header;
        this.lines = lines;
        this.failAtLine = failAtLine;
    }

    /** A short message. */
    static Submission to(String... recipients) {
        return submission(3, NEVER, recipients);
    }

    /** A message of at least so many bytes. */
    static Submission ofBytes(long bytes, String... recipients) {
        return submission(bytes / LINE.length + 1, NEVER, recipients);
    }

    /** A message whose content cannot be read beyond the middle. */
    static Submission thatCannotBeRead(long bytes, String... recipients) {
        long lines = bytes / LINE.length + 1;
        return submission(lines, lines / 2, recipients);
    }

    private static Submission submission(long lines, long failAtLine, String... recipients) {
        String id = "<" + UUID.randomUUID() + "@example.com>";
        String header = "Message-ID: " + id + "\r\nDate: Mon, 23 Nov 2026 13:00:00 +0000\r\nFrom: "
                + Accounts.DEFAULT_USER + "\r\nTo: " + String.join(",\r\n ", recipients)
                + "\r\nSubject: contract\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n";
        List<EmailAddress> addresses =
                Arrays.stream(recipients).map(EmailAddress::of).toList();
        Envelope envelope = new Envelope(EmailAddress.of(Accounts.DEFAULT_USER), addresses);
        return Submission.builder(id, envelope, new ContractMessage(header, lines, failAtLine))
                .visibleRecipients(addresses)
                .build();
    }

    /** The bytes of a short message. */
    static byte[] bytes(Submission submission) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            submission.content().writeTo(out, List.of());
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void writeTo(OutputStream out, List<EmailAddress> bcc) throws IOException {
        if (!bcc.isEmpty()) {
            throw new IllegalArgumentException(
                    "every recipient is in the To field: a Bcc field was not to be asked for");
        }
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        for (long i = 0; i < lines; i++) {
            if (i == failAtLine) {
                throw new InvalidMessageException("attachment", "cannot be read any more", "Attach it again.");
            }
            out.write(LINE);
        }
    }

    @Override
    public long size(List<EmailAddress> bcc) {
        return header.length() + lines * LINE.length;
    }

    @Override
    public boolean eightBit() {
        return false;
    }

    @Override
    public boolean internationalHeader() {
        return false;
    }
}
