package io.mailswitch.internal.recipients;

import io.mailswitch.CheckReport;
import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.EmailBuilder;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Mailbox;
import io.mailswitch.Rejection;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.spi.Submission;
import jakarta.mail.internet.MimeMessage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may get mail. Recipients that a pattern allows get it; in place of all others one address does, which is told in X- fields who they
 * were; or, without such an address, the message is refused as a whole. Immutable.
 */
public final class RecipientRules {
    /** Everybody may get mail. */
    public static final RecipientRules NONE = new RecipientRules(null, List.of());

    static final String ORIGINAL = "X-Mailswitch-Original-";

    private static final Logger LOG = LoggerFactory.getLogger(RecipientRules.class);

    private final @Nullable EmailAddress redirectTo;
    private final List<RecipientPattern> allowed;

    /**
     * Makes the rules.
     *
     * @param redirectTo who gets mail in place of those who are not allowed to; null to refuse such mail
     * @param allowed who may get mail; empty with an address before for nobody, empty without one for everybody
     */
    public RecipientRules(@Nullable EmailAddress redirectTo, List<RecipientPattern> allowed) {
        this.redirectTo = redirectTo;
        this.allowed = List.copyOf(allowed);
    }

    /**
     * Tells whether there is any rule.
     *
     * @return false when everybody may get mail
     */
    public boolean isOn() {
        return redirectTo != null || !allowed.isEmpty();
    }

    /** Says in the log that the rules are on, so that nobody looks for mail that went elsewhere, or forgets them in production. */
    public void announce() {
        if (redirectTo != null) {
            LOG.warn(
                    "mailswitch.redirect-to is on: mail goes to one address instead of its recipients{}",
                    allowed.isEmpty() ? "" : ", but for those that mailswitch.allow-recipients names");
        } else if (isOn()) {
            LOG.warn("mailswitch.allow-recipients is on: mail to anybody else is refused");
        }
        LOG.debug("mailswitch.redirect-to={}, mailswitch.allow-recipients={}", String.valueOf(redirectTo), allowed);
    }

    /**
     * Says in a report that the rules are on: a check is made where mail is missed, and before production.
     *
     * @param report what the transport found
     * @return the same, with a warning where there are rules
     */
    public CheckReport warnIn(CheckReport report) {
        if (!isOn()) {
            return report;
        }
        return report.toBuilder()
                .finding(
                        CheckReport.Severity.WARNING,
                        redirectTo != null
                                ? "mailswitch.redirect-to is on: mail goes to one address instead of its recipients"
                                : "mailswitch.allow-recipients is on: mail to anybody else is refused",
                        "In production remove mailswitch.redirect-to and mailswitch.allow-recipients.")
                .build();
    }

    boolean allows(EmailAddress address) {
        return !isOn()
                || Objects.equals(redirectTo, address)
                || allowed.stream().anyMatch(pattern -> pattern.matches(address));
    }

    /**
     * Applies the rules to a message.
     *
     * @param email the message
     * @return the message, or one that goes elsewhere
     * @throws SubmissionException when somebody may not get it and there is no other address
     */
    public Email apply(Email email) {
        if (!isOn()) {
            return email;
        }
        Set<EmailAddress> others = Stream.concat(
                        Stream.of(email.to(), email.cc(), email.bcc())
                                .flatMap(List::stream)
                                .map(Mailbox::address),
                        email.envelopeRecipients().stream())
                .filter(address -> !allows(address))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return others.isEmpty() ? email : redirected(email, instead(others));
    }

    /**
     * Applies the rules to a ready message.
     *
     * @param message the message
     * @param submission what it came to as it is
     * @return a message that goes elsewhere; empty when it goes as it is
     * @throws SubmissionException when somebody may not get it and there is no other address
     */
    public Optional<MimeMessage> apply(MimeMessage message, Submission submission) {
        return isOn() ? RedirectedMessage.of(message, submission, this) : Optional.empty();
    }

    /**
     * Applies the rules to an envelope.
     *
     * @param recipients who was to get a message
     * @return who may get it, and last who gets it in place of others
     * @throws SubmissionException when somebody may not get it and there is no other address
     */
    public List<EmailAddress> apply(List<EmailAddress> recipients) {
        Set<EmailAddress> others = recipients.stream()
                .filter(address -> !allows(address))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return others.isEmpty()
                ? recipients
                : Stream.concat(recipients.stream().filter(this::allows), Stream.of(instead(others)))
                        .toList();
    }

    /** Returns who gets the mail in place of others. */
    EmailAddress instead(Set<EmailAddress> others) {
        if (redirectTo == null) {
            throw refused(others);
        }
        return redirectTo;
    }

    private Email redirected(Email email, EmailAddress instead) {
        EmailBuilder builder = email.toBuilder().to().cc().bcc().envelopeRecipients();
        allowed(email.to()).forEach(builder::addTo);
        builder.addTo(Mailbox.of(instead));
        allowed(email.cc()).forEach(builder::addCc);
        allowed(email.bcc()).forEach(builder::addBcc);
        boolean alone = Stream.concat(
                        Stream.of(email.to(), email.cc(), email.bcc())
                                .flatMap(List::stream)
                                .map(Mailbox::address),
                        email.envelopeRecipients().stream())
                .noneMatch(address -> allows(address) && !address.equals(instead));
        if (!email.envelopeRecipients().isEmpty()) {
            List<EmailAddress> kept =
                    email.envelopeRecipients().stream().filter(this::allows).toList();
            builder.envelopeRecipients(Stream.concat(kept.stream(), Stream.of(instead))
                    .map(EmailAddress::toString)
                    .toArray(String[]::new));
        }
        original(builder, "To", email.to());
        original(builder, "Cc", email.cc());
        if (alone) { // somebody who may get the mail must not read in it who got a blind copy
            original(builder, "Bcc", email.bcc());
            original(builder, "Envelope", email.envelopeRecipients());
        }
        return builder.build();
    }

    private static void original(EmailBuilder builder, String field, List<?> recipients) {
        if (!recipients.isEmpty()) {
            builder.header(
                    ORIGINAL + field, recipients.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
    }

    private List<Mailbox> allowed(List<Mailbox> mailboxes) {
        return mailboxes.stream().filter(mailbox -> allows(mailbox.address())).toList();
    }

    private static SubmissionException refused(Set<EmailAddress> others) {
        Reply ours = Reply.smtp(550, null, List.of("mailswitch.allow-recipients does not allow this recipient"));
        return new SubmissionException(
                "mailswitch.allow-recipients does not allow " + others.size()
                        + (others.size() == 1 ? " recipient" : " recipients") + ", so nothing was sent",
                Failure.at(
                                Stage.PREPARATION,
                                "Add a pattern for them, set mailswitch.redirect-to, or in production remove"
                                        + " mailswitch.allow-recipients.")
                        .resend(Resend.AFTER_SETUP)
                        .origin(FailureOrigin.SETUP)
                        .rejections(others.stream()
                                .map(address -> new Rejection(address, ours, Resend.AFTER_SETUP))
                                .toList())
                        .build(),
                null);
    }
}
