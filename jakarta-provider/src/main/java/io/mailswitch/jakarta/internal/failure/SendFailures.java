package io.mailswitch.jakarta.internal.failure;

import io.mailswitch.EmailAddress;
import io.mailswitch.Feature;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Rejection;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.SubmissionException;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.jakarta.internal.angus.Angus;
import io.mailswitch.jakarta.internal.angus.AngusFailures;
import io.mailswitch.jakarta.internal.message.Recipients;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Failures of a message, as callers of {@code sendMessage} know them, with the {@link MailException} at the end of the chain of causes. Where
 * nobody knows whether the message was accepted, the exception is no {@code SendFailedException}: its lists of addresses would be a guess.
 */
public final class SendFailures {
    private static final String SMTP = "smtp";
    private static final int EXCEEDED_STORAGE = 552;

    private SendFailures() {}

    /**
     * Translates.
     *
     * @param failure what happened
     * @param recipients who was to get the message
     * @return what callers and listeners get
     */
    public static SendFailure of(MailException failure, Recipients recipients) {
        if (failure.outcome() == Outcome.UNKNOWN) {
            return new SendFailure(new MessagingException(text(failure), failure), Delivered.unknown());
        }
        if (!failure.rejections().isEmpty()) {
            Delivered delivered = sort(failure.rejections(), recipients, false);
            return new SendFailure(
                    failed(text(failure), delivered, chain(failure.rejections(), List.of(), recipients, failure)),
                    delivered);
        }
        if (failure instanceof UnsupportedFeatureException unsupported
                && unsupported.feature() == Feature.INTERNATIONAL_ADDRESSES
                && recipients.valid().stream().anyMatch(EmailAddress::needsSmtpUtf8)) {
            Delivered delivered = withoutInternational(recipients);
            return new SendFailure(failed(text(failure), delivered, failure), delivered);
        }
        Delivered nobody = Delivered.toNobodyOf(recipients.validAddresses());
        Reply reply = failure.reply().orElse(null);
        if (failure instanceof SubmissionException && reply != null) {
            MessagingException refused = Angus.isPresent() && isSmtp(failure)
                    ? AngusFailures.refused(
                            failure, reply, nobody.sentArray(), nobody.unsentArray(), nobody.invalidArray())
                    : failed(text(failure), nobody, failure);
            return new SendFailure(refused, nobody);
        }
        return new SendFailure(ConnectFailures.of(failure), nobody);
    }

    /**
     * Says that some addresses are none, so that nothing was sent.
     *
     * @param problem what is wrong with them
     * @param recipients who was to get the message
     * @return what callers and listeners get
     */
    public static SendFailure invalid(InvalidMessageException problem, Recipients recipients) {
        Delivered delivered = new Delivered(List.of(), recipients.validAddresses(), recipients.invalidAddresses());
        return new SendFailure(failed(text(problem), delivered, problem), delivered);
    }

    /**
     * Says that a message went out, but not to all; or that it did, to a caller who wants to hear that as an exception.
     *
     * @param receipt what the server said
     * @param recipients who was to get the message
     * @param reportSuccess whether successes are part of the chain
     * @return what callers and listeners get
     */
    public static SendFailure partial(SendReceipt receipt, Recipients recipients, boolean reportSuccess) {
        Delivered sorted = sort(receipt.rejected(), recipients, true);
        String text = sorted.unsent().isEmpty() && sorted.invalid().isEmpty()
                ? "The message was accepted for all recipients; " + receipt.reply()
                : "The message was sent, but not to all recipients; " + receipt.reply();
        List<EmailAddress> accepted = reportSuccess ? receipt.accepted() : List.of();
        Exception chain = chain(receipt.rejected(), accepted, recipients, recipients.problem());
        MessagingException exception = Angus.isPresent()
                ? AngusFailures.partly(
                        text, receipt.reply(), chain, sorted.sentArray(), sorted.unsentArray(), sorted.invalidArray())
                : failed(text, sorted, chain);
        return new SendFailure(exception, sorted);
    }

    private static SendFailedException failed(String text, Delivered delivered, @Nullable Exception next) {
        return new SendFailedException(
                text, next, delivered.sentArray(), delivered.unsentArray(), delivered.invalidArray());
    }

    private static Delivered sort(List<Rejection> rejections, Recipients recipients, boolean sent) {
        List<Address> invalid = new ArrayList<>(recipients.invalidAddresses());
        List<Address> unsent = new ArrayList<>();
        List<EmailAddress> rest = new ArrayList<>(recipients.valid());
        for (Rejection rejection : rejections) {
            rest.remove(rejection.recipient());
            (isInvalid(rejection) ? invalid : unsent).addAll(recipients.addresses(List.of(rejection.recipient())));
        }
        List<Address> others = recipients.addresses(rest);
        if (!sent) {
            unsent.addAll(0, others);
        }
        return new Delivered(sent ? others : List.of(), unsent, invalid);
    }

    /** A server without SMTPUTF8 would have refused these. */
    private static Delivered withoutInternational(Recipients recipients) {
        Map<Boolean, List<EmailAddress>> international =
                recipients.valid().stream().collect(Collectors.partitioningBy(EmailAddress::needsSmtpUtf8));
        List<Address> invalid = new ArrayList<>(recipients.invalidAddresses());
        invalid.addAll(recipients.addresses(international.getOrDefault(true, List.of())));
        return new Delivered(List.of(), recipients.addresses(international.getOrDefault(false, List.of())), invalid);
    }

    /** As Angus sorts the replies of SMTP: 5yz means that there is no such mailbox, but 552 and 4yz say nothing about that. */
    private static boolean isInvalid(Rejection rejection) {
        Reply reply = rejection.reply();
        if (reply.errorCode().isPresent()) {
            return rejection.resend() == Resend.POINTLESS;
        }
        return reply.code() >= 500 && reply.code() != EXCEEDED_STORAGE;
    }

    private static @Nullable Exception chain(
            List<Rejection> rejections, List<EmailAddress> accepted, Recipients recipients, @Nullable Exception end) {
        return Angus.isPresent()
                ? AngusFailures.chain(rejections, accepted, recipient -> recipients.addresses(List.of(recipient)), end)
                : end;
    }

    private static String text(MailException failure) {
        return String.valueOf(failure.getMessage());
    }

    private static boolean isSmtp(MailException failure) {
        return failure.transport().filter(SMTP::equals).isPresent();
    }
}
