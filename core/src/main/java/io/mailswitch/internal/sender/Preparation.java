package io.mailswitch.internal.sender;

import io.mailswitch.Email;
import io.mailswitch.EnvelopeOptions;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.internal.recipients.RecipientRules;
import io.mailswitch.spi.Submission;
import jakarta.mail.internet.MimeMessage;

/**
 * Makes messages ready for the transport, after the rules about recipients have had their say.
 *
 * @param factory makes submissions
 * @param rules says who may get mail
 */
public record Preparation(SubmissionFactory factory, RecipientRules rules) {
    Submission of(Email email) {
        return factory.of(rules.apply(email));
    }

    Submission of(MimeMessage message) {
        Submission submission = factory.of(message);
        return rules.apply(message, submission).map(factory::of).orElse(submission);
    }

    Submission of(MimeMessage message, EnvelopeOptions options) {
        Submission submission = factory.of(message, options);
        return rules.apply(message, submission)
                .map(other -> factory.of(
                        other,
                        options.toBuilder()
                                .recipients(rules.apply(submission.envelope().forwardPaths()))
                                .build()))
                .orElse(submission);
    }
}
