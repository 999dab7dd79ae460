package io.mailswitch.graph.internal;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import io.mailswitch.spi.Submission;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;

/** Finds out in whose mailbox a message is at home. */
final class Author {
    private Author() {}

    static Optional<EmailAddress> of(Submission submission) {
        return submission
                .email()
                .flatMap(email -> email.from().map(Mailbox::address))
                .or(() -> submission.mimeMessage().flatMap(Author::from))
                .or(() -> Optional.ofNullable(submission.envelope().reversePath()));
    }

    private static Optional<EmailAddress> from(MimeMessage message) {
        try {
            Address[] from = message.getFrom();
            return from != null && from.length > 0 && from[0] instanceof InternetAddress author
                    ? Optional.of(EmailAddress.of(author.getAddress()))
                    : Optional.empty();
        } catch (MessagingException | InvalidMessageException e) {
            return Optional.empty();
        }
    }
}
