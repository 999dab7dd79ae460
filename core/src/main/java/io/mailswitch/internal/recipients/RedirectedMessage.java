package io.mailswitch.internal.recipients;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.spi.Submission;
import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A ready message with other recipients: a header of its own over the content of another message, which is not copied. */
final class RedirectedMessage extends MimeMessage {
    private static final Set<String> OF_RECIPIENTS = Set.of("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc");

    /** Without one Angus takes the default session, which is refused where a program has made that with an Authenticator. */
    private static final Session SESSION = Session.getInstance(new Properties());

    private RedirectedMessage(MimeMessage original) throws MessagingException {
        super(SESSION);
        Enumeration<Header> fields = original.getAllHeaders();
        while (fields.hasMoreElements()) {
            Header field = fields.nextElement();
            if (!OF_RECIPIENTS.contains(field.getName().toLowerCase(Locale.ROOT))) {
                headers.addHeader(field.getName(), field.getValue());
            }
        }
        dh = original.getDataHandler();
        modified = true; // written from header and content, not from the bytes of a stream
        saved = true; // and not saved once more, which would make another Message-ID and other boundaries
    }

    static Optional<MimeMessage> of(MimeMessage original, Submission submission, RecipientRules rules) {
        Set<EmailAddress> others = submission.envelope().forwardPaths().stream()
                .filter(address -> !rules.allows(address))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (others.isEmpty()) {
            return Optional.empty();
        }
        EmailAddress instead = rules.instead(others);
        try {
            return Optional.of(redirected(original, instead, rules));
        } catch (MessagingException e) {
            throw new InvalidMessageException(
                    "message", "cannot be redirected: " + e.getMessage(), "Check that the MimeMessage is complete.", e);
        }
    }

    private static MimeMessage redirected(MimeMessage original, EmailAddress instead, RecipientRules rules)
            throws MessagingException {
        List<Address> to = allowed(original.getRecipients(RecipientType.TO), rules);
        List<Address> cc = allowed(original.getRecipients(RecipientType.CC), rules);
        List<Address> bcc = allowed(original.getRecipients(RecipientType.BCC), rules);
        InternetAddress other = new InternetAddress(instead.wireForm());
        boolean alone = Stream.of(to, cc, bcc).flatMap(List::stream).allMatch(other::equals);
        to.add(other);
        RedirectedMessage message = new RedirectedMessage(original);
        message.setRecipients(RecipientType.TO, to.toArray(Address[]::new));
        message.setRecipients(RecipientType.CC, cc.toArray(Address[]::new));
        message.setRecipients(RecipientType.BCC, bcc.toArray(Address[]::new));
        message.keep(original, "To");
        message.keep(original, "Cc");
        if (alone) {
            message.keep(original, "Bcc");
        }
        return message;
    }

    private void keep(MimeMessage original, String field) throws MessagingException {
        String value = original.getHeader(field, ", ");
        if (value != null) {
            String name = RecipientRules.ORIGINAL + field;
            setHeader(name, MimeUtility.fold(name.length() + 2, MimeUtility.unfold(value)));
        }
    }

    private static List<Address> allowed(Address @Nullable [] addresses, RecipientRules rules) throws AddressException {
        List<Address> kept = new ArrayList<>();
        for (Address address : addresses == null ? new Address[0] : addresses) {
            if (address instanceof InternetAddress internet && internet.isGroup()) {
                kept.addAll(allowed(internet.getGroup(false), rules));
            } else if (address instanceof InternetAddress internet
                    && rules.allows(EmailAddress.of(internet.getAddress()))) {
                kept.add(internet);
            }
        }
        return kept;
    }
}
