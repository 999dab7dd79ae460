package io.mailswitch.jakarta.internal.angus;

import io.mailswitch.EmailAddress;
import io.mailswitch.MailException;
import io.mailswitch.Rejection;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.function.Function;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressSucceededException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions that callers of Angus look for, command and reply code included. */
public final class AngusFailures {
    private static final int OK = 250;
    private static final String RCPT = "RCPT TO";

    private AngusFailures() {}

    /**
     * Says that the server was not reached.
     *
     * @param failure what happened
     * @return a {@code MailConnectException}
     */
    public static MessagingException notConnected(MailException failure) {
        return new NotConnectedException(failure);
    }

    /**
     * Says that the server refused a message as a whole.
     *
     * @param failure what happened
     * @param reply what the server said
     * @param sent addresses
     * @param unsent addresses
     * @param invalid addresses
     * @return an {@code SMTPSendFailedException}
     */
    public static MessagingException refused(
            MailException failure, Reply reply, Address[] sent, Address[] unsent, Address[] invalid) {
        String command = failure.stage() == Stage.REVERSE_PATH ? "MAIL FROM" : ".";
        return new SMTPSendFailedException(command, reply.code(), failure.getMessage(), failure, sent, unsent, invalid);
    }

    /**
     * Says that a message was accepted, for some or for all.
     *
     * @param text what happened
     * @param reply what the server said to the message
     * @param chain the recipients, each with its reply
     * @param sent addresses
     * @param unsent addresses
     * @param invalid addresses
     * @return an {@code SMTPSendFailedException}
     */
    public static MessagingException partly(
            String text, Reply reply, @Nullable Exception chain, Address[] sent, Address[] unsent, Address[] invalid) {
        return new SMTPSendFailedException(".", reply.code(), text, chain, sent, unsent, invalid);
    }

    /**
     * Puts an exception for each recipient in a row, as {@code getNextException} walks it.
     *
     * @param rejections the refused
     * @param accepted the accepted, where the caller wants to hear of them
     * @param addresses finds what the caller gave for a recipient
     * @param end what stands at the end of the row
     * @return the first of the row; the end where there is no other
     */
    public static @Nullable Exception chain(
            List<Rejection> rejections,
            List<EmailAddress> accepted,
            Function<EmailAddress, List<Address>> addresses,
            @Nullable Exception end) {
        MessagingException first = null;
        for (EmailAddress recipient : accepted) {
            for (Address address : addresses.apply(recipient)) {
                first = append(
                        first, new SMTPAddressSucceededException((InternetAddress) address, RCPT, OK, "accepted"));
            }
        }
        for (Rejection rejection : rejections) {
            for (Address address : addresses.apply(rejection.recipient())) {
                Reply reply = rejection.reply();
                first = append(
                        first,
                        new SMTPAddressFailedException(
                                (InternetAddress) address, RCPT, reply.code(), reply.toString()));
            }
        }
        if (first == null) {
            return end;
        }
        if (end != null) {
            first.setNextException(end);
        }
        return first;
    }

    private static MessagingException append(@Nullable MessagingException first, MessagingException next) {
        if (first == null) {
            return next;
        }
        first.setNextException(next);
        return first;
    }
}
