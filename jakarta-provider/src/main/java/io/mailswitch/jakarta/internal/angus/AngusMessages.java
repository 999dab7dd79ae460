package io.mailswitch.jakarta.internal.angus;

import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.DeliveryStatusRequest.ReturnContent;
import jakarta.mail.internet.MimeMessage;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * What an {@code SMTPMessage} of Angus says beyond its MIME. Names Angus's classes, so that it
 * is loaded only where they are.
 */
public final class AngusMessages {
    private AngusMessages() {}

    /**
     * Tells whether a message is an {@code SMTPMessage}.
     *
     * @param message the message
     * @return true when the other methods may be called
     */
    public static boolean isOne(MimeMessage message) {
        return message instanceof SMTPMessage;
    }

    /**
     * Returns where bounces go.
     *
     * @param message the message
     * @return the address as it was set, or empty
     */
    public static Optional<String> envelopeFrom(MimeMessage message) {
        return Optional.ofNullable(((SMTPMessage) message).getEnvelopeFrom()).filter(from -> !from.isBlank());
    }

    /**
     * Tells whether the message goes to the accepted recipients when others are refused.
     *
     * @param message the message
     * @return the flag
     */
    public static boolean sendPartial(MimeMessage message) {
        return ((SMTPMessage) message).getSendPartial();
    }

    /**
     * Returns which reports are asked for.
     *
     * @param message the message
     * @return the events, none where nothing was said
     */
    public static Set<Notify> notifyOn(MimeMessage message) {
        int options = ((SMTPMessage) message).getNotifyOptions();
        Set<Notify> notify = EnumSet.noneOf(Notify.class);
        if (options == SMTPMessage.NOTIFY_NEVER) {
            notify.add(Notify.NEVER);
            return notify;
        }
        if ((options & SMTPMessage.NOTIFY_SUCCESS) != 0) {
            notify.add(Notify.SUCCESS);
        }
        if ((options & SMTPMessage.NOTIFY_FAILURE) != 0) {
            notify.add(Notify.FAILURE);
        }
        if ((options & SMTPMessage.NOTIFY_DELAY) != 0) {
            notify.add(Notify.DELAY);
        }
        return notify;
    }

    /**
     * Returns how much of the message a report of failure carries.
     *
     * @param message the message
     * @return the choice, or empty
     */
    public static Optional<ReturnContent> returnContent(MimeMessage message) {
        return switch (((SMTPMessage) message).getReturnOption()) {
            case SMTPMessage.RETURN_FULL -> Optional.of(ReturnContent.FULL);
            case SMTPMessage.RETURN_HDRS -> Optional.of(ReturnContent.HEADERS);
            default -> Optional.empty();
        };
    }

    /**
     * Returns what the message asks for and does not get.
     *
     * @param message the message
     * @return the methods that were called, each with the property of a session that means the same
     */
    public static Map<String, String> ignored(MimeMessage message) {
        SMTPMessage smtp = (SMTPMessage) message;
        Map<String, String> ignored = new LinkedHashMap<>();
        if (smtp.getAllow8bitMIME()) {
            ignored.put("setAllow8bitMIME", "allow8bitmime");
        }
        if (smtp.getSubmitter() != null) {
            ignored.put("setSubmitter", "submitter");
        }
        if (smtp.getMailExtension() != null) {
            ignored.put("setMailExtension", "mailextension");
        }
        return ignored;
    }
}
