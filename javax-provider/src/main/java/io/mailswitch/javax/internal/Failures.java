package io.mailswitch.javax.internal;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPAddressSucceededException;
import com.sun.mail.smtp.SMTPSendFailedException;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import org.jspecify.annotations.Nullable;

/** Turns exceptions of Jakarta Mail and Angus into those that callers of JavaMail know, cause by cause. */
public final class Failures {
    private final Addresses addresses;

    /**
     * Makes a translator.
     *
     * @param addresses those of the call
     */
    public Failures(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Translates.
     *
     * @param failure an exception of Jakarta Mail
     * @return the one of JavaMail
     */
    public MessagingException translate(jakarta.mail.MessagingException failure) {
        String text = failure.getMessage();
        Exception next = next(failure);
        if (failure instanceof org.eclipse.angus.mail.smtp.SMTPSendFailedException sent) {
            return new SMTPSendFailedException(
                    sent.getCommand(),
                    sent.getReturnCode(),
                    text,
                    next,
                    addresses.back(sent.getValidSentAddresses()),
                    addresses.back(sent.getValidUnsentAddresses()),
                    addresses.back(sent.getInvalidAddresses()));
        }
        if (failure instanceof org.eclipse.angus.mail.smtp.SMTPAddressFailedException one) {
            return linked(
                    new SMTPAddressFailedException(back(one.getAddress()), one.getCommand(), one.getReturnCode(), text),
                    next);
        }
        if (failure instanceof org.eclipse.angus.mail.smtp.SMTPAddressSucceededException one) {
            return linked(
                    new SMTPAddressSucceededException(
                            back(one.getAddress()), one.getCommand(), one.getReturnCode(), text),
                    next);
        }
        if (failure instanceof jakarta.mail.SendFailedException sent) {
            return new SendFailedException(
                    text,
                    next,
                    addresses.back(sent.getValidSentAddresses()),
                    addresses.back(sent.getValidUnsentAddresses()),
                    addresses.back(sent.getInvalidAddresses()));
        }
        if (failure instanceof jakarta.mail.AuthenticationFailedException) {
            return new AuthenticationFailedException(text, next);
        }
        if (failure instanceof org.eclipse.angus.mail.util.MailConnectException unreachable) {
            return new NotConnectedException(unreachable, next);
        }
        return new MessagingException(text, next);
    }

    private javax.mail.internet.InternetAddress back(InternetAddress address) {
        return addresses.back(address);
    }

    private @Nullable Exception next(jakarta.mail.MessagingException failure) {
        Exception next = failure.getNextException();
        return next instanceof jakarta.mail.MessagingException mail ? translate(mail) : next;
    }

    private static MessagingException linked(MessagingException failure, @Nullable Exception next) {
        if (next != null) {
            failure.setNextException(next);
        }
        return failure;
    }

    /**
     * Finds what Mailswitch said.
     *
     * @param failure an exception of either namespace
     * @return the exception at the end of its causes
     */
    public static Optional<MailException> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MailException mail) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }

    /**
     * Tells whether nobody knows what became of a message.
     *
     * @param failure the exception
     * @return true when sending it again may double it
     */
    public static boolean isUnknown(Throwable failure) {
        return reason(failure).filter(mail -> mail.outcome() == Outcome.UNKNOWN).isPresent();
    }
}
