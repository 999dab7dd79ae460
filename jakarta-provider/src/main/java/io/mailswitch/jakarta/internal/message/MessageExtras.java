package io.mailswitch.jakarta.internal.message;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.DeliveryStatusRequest.ReturnContent;
import io.mailswitch.EmailAddress;
import io.mailswitch.EnvelopeOptions;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.jakarta.internal.angus.Angus;
import io.mailswitch.jakarta.internal.angus.AngusMessages;
import io.mailswitch.jakarta.internal.session.Finding;
import io.mailswitch.jakarta.internal.session.Findings;
import io.mailswitch.jakarta.internal.session.ReportWords;
import io.mailswitch.jakarta.internal.session.SessionProperties;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the envelope of a message as Angus does: what the message says as an {@code SMTPMessage}, then the session, then its header. */
public final class MessageExtras {
    private final MimeMessage message;
    private final SessionProperties properties;
    private final boolean angus;

    /**
     * Looks at a message.
     *
     * @param message the message
     * @param properties of the session of the transport
     */
    public MessageExtras(MimeMessage message, SessionProperties properties) {
        this.message = message;
        this.properties = properties;
        this.angus = Angus.isPresent() && AngusMessages.isOne(message);
    }

    /**
     * Tells whether the message itself asks to go to the accepted recipients when others are refused.
     *
     * @return true for an {@code SMTPMessage} with that flag
     */
    public boolean sendPartial() {
        return angus && AngusMessages.sendPartial(message);
    }

    /**
     * Returns what the message itself asks for and does not get.
     *
     * @return a sentence for each, none for a message that is no {@code SMTPMessage}
     */
    public List<Finding> findings() {
        return angus
                ? AngusMessages.ignored(message).entrySet().stream()
                        .map(entry -> Findings.ofMethod(entry.getKey(), entry.getValue()))
                        .toList()
                : List.of();
    }

    /**
     * Puts the envelope together.
     *
     * @param recipients who gets the message
     * @return the envelope
     * @throws InvalidMessageException when the address for bounces is none
     */
    public EnvelopeOptions envelope(List<EmailAddress> recipients) {
        EnvelopeOptions.Builder options =
                EnvelopeOptions.builder().recipients(recipients).deliveryStatus(deliveryStatus());
        Optional<String> chosen = angus ? AngusMessages.envelopeFrom(message) : Optional.empty();
        Optional<String> from = chosen.or(() -> properties.text("from"));
        if (from.isPresent()) {
            String address = bare(from.get());
            if (address.isEmpty()) {
                options.nullReversePath();
            } else {
                options.reversePath(reversePath(address));
            }
        } else {
            author().ifPresent(options::preferReversePath); // nobody asked for it, so it is no reason to refuse the
            // message
        }
        return options.build();
    }

    private EmailAddress reversePath(String address) {
        try {
            return EmailAddress.of(address);
        } catch (InvalidMessageException e) {
            throw new InvalidMessageException(
                    "reverse-path",
                    "is no address",
                    "Set " + properties.name("from")
                            + ", or the message's setEnvelopeFrom, to name@domain, or to <> for no bounces.",
                    e);
        }
    }

    /** The first author, even where a Sender field names another: so does Angus. What is malformed is reported with the header. */
    private Optional<EmailAddress> author() {
        try {
            Address[] from = message.getHeader("From") == null ? null : message.getFrom();
            return from != null
                            && from.length > 0
                            && from[0] instanceof InternetAddress author
                            && author.getAddress() != null
                    ? Optional.of(EmailAddress.of(author.getAddress()))
                    : Optional.empty();
        } catch (MessagingException | InvalidMessageException e) {
            return Optional.empty();
        }
    }

    private static String bare(String from) {
        String text = from.strip();
        if (text.startsWith("<") && text.endsWith(">")) {
            return text.substring(1, text.length() - 1).strip();
        }
        try {
            InternetAddress[] parsed = InternetAddress.parse(text, false);
            return parsed.length == 1 && parsed[0].getAddress() != null ? parsed[0].getAddress() : text;
        } catch (AddressException e) {
            return text;
        }
    }

    private @Nullable DeliveryStatusRequest deliveryStatus() {
        Set<Notify> notify = angus ? AngusMessages.notifyOn(message) : Set.of();
        if (notify.isEmpty()) {
            notify = properties.text("dsn.notify").map(ReportWords::notifyOn).orElse(Set.of());
        }
        Optional<ReturnContent> content = angus ? AngusMessages.returnContent(message) : Optional.empty();
        content = content.or(() -> properties.text("dsn.ret").flatMap(ReportWords::returnContent));
        return notify.isEmpty() && content.isEmpty()
                ? null
                : new DeliveryStatusRequest(notify, content.orElse(null), null);
    }
}
