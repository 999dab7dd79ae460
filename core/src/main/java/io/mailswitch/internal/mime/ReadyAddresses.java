package io.mailswitch.internal.mime;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.NewsAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the addresses of a ready message, strictly: what a server would refuse is refused here, with the field named. */
final class ReadyAddresses {
    private ReadyAddresses() {}

    /** Returns the recipients that the message names; groups are taken apart, newsgroups left out. */
    static List<EmailAddress> recipients(MimeMessage message) throws MessagingException {
        List<EmailAddress> all = new ArrayList<>();
        all.addAll(recipients(message, RecipientType.TO, "To"));
        all.addAll(recipients(message, RecipientType.CC, "Cc"));
        all.addAll(recipients(message, RecipientType.BCC, "Bcc"));
        try {
            // a subclass may know more of them than its header does
            all.addAll(mail("recipients", message.getAllRecipients()));
        } catch (AddressException e) {
            throw malformed("recipients", e);
        }
        return all;
    }

    /** Returns the recipients that readers see. */
    static List<EmailAddress> visible(MimeMessage message) throws MessagingException {
        List<EmailAddress> visible = new ArrayList<>(recipients(message, RecipientType.TO, "To"));
        visible.addAll(recipients(message, RecipientType.CC, "Cc"));
        return visible;
    }

    private static List<EmailAddress> recipients(MimeMessage message, RecipientType type, String field)
            throws MessagingException {
        try {
            return mail(field, message.getRecipients(type));
        } catch (AddressException e) {
            throw malformed(field, e);
        }
    }

    /** Returns the addresses of an envelope that a caller gives. */
    static List<EmailAddress> envelope(Address[] addresses) {
        for (Address address : addresses) {
            if (!(address instanceof InternetAddress)) {
                throw new InvalidMessageException(
                        "recipients",
                        "has an address of type " + (address == null ? "null" : address.getType()),
                        "Give InternetAddress objects only.");
            }
        }
        try {
            return mail("recipients", addresses);
        } catch (AddressException e) {
            throw malformed("recipients", e);
        }
    }

    /** Returns the author, or the first of several. */
    static Optional<EmailAddress> author(MimeMessage message) throws MessagingException {
        if (message.getHeader("From") == null) {
            return Optional.empty();
        }
        try {
            return mail("From", message.getFrom()).stream().findFirst();
        } catch (AddressException e) {
            throw malformed("From", e);
        }
    }

    /** Returns who hands the message in, where a field says so. */
    static Optional<EmailAddress> sender(MimeMessage message) throws MessagingException {
        try {
            Address sender = message.getSender();
            return sender == null
                    ? Optional.empty()
                    : mail("Sender", sender).stream().findFirst();
        } catch (AddressException e) {
            throw malformed("Sender", e);
        }
    }

    private static List<EmailAddress> mail(String field, Address @Nullable ... addresses) throws AddressException {
        List<EmailAddress> found = new ArrayList<>();
        if (addresses == null) {
            return found;
        }
        for (Address address : addresses) {
            if (address instanceof NewsAddress) {
                continue;
            }
            if (address instanceof InternetAddress internet && internet.isGroup()) {
                found.addAll(mail(field, internet.getGroup(true)));
            } else if (address instanceof InternetAddress internet) {
                found.add(read(field, internet));
            }
        }
        return found;
    }

    private static EmailAddress read(String field, InternetAddress address) {
        String text = address.getAddress();
        if (text == null) {
            throw new InvalidMessageException(field, "has an address without any text", "Write name@domain.");
        }
        try {
            return EmailAddress.of(text);
        } catch (InvalidMessageException e) {
            String problem = e.summary().substring(e.field().length() + 2);
            throw new InvalidMessageException(field, "an address " + problem, e.advice(), e);
        }
    }

    private static InvalidMessageException malformed(String field, AddressException cause) {
        return new InvalidMessageException(
                field,
                "cannot be read" + (cause.getPos() < 0 ? "" : " at index " + cause.getPos()),
                "Write name@domain or Name <name@domain>, separated by commas.",
                cause);
    }
}
