package io.mailswitch.internal.mime;

import io.mailswitch.EmailAddress;
import io.mailswitch.spi.MimeContent;
import io.mailswitch.spi.Submission;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** What the tests of this package share: a factory whose bytes repeat, and Jakarta Mail's parser to read them back. */
final class Messages {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final Session SESSION = Session.getInstance(new Properties());

    private Messages() {}

    static SubmissionFactory factory() {
        AtomicInteger ids = new AtomicInteger();
        AtomicInteger boundaries = new AtomicInteger();
        return new SubmissionFactory(
                null,
                InstantSource.fixed(NOW),
                () -> "id" + ids.incrementAndGet(),
                () -> "=_boundary" + boundaries.incrementAndGet());
    }

    static byte[] bytes(Submission submission) {
        return bytes(submission.content(), List.of());
    }

    static byte[] bytes(MimeContent content, List<EmailAddress> bcc) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out, bcc);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String text(Submission submission) {
        return new String(bytes(submission), StandardCharsets.UTF_8);
    }

    static MimeMessage parse(byte[] bytes) {
        try {
            return new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static MimeMessage parse(Submission submission) {
        return parse(bytes(submission));
    }
}
