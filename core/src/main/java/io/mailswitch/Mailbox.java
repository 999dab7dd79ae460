package io.mailswitch;

import io.mailswitch.internal.text.WireText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address with the name that people see (RFC 5322 §3.4).
 *
 * @param displayName the name in plain Unicode, without quotes; null where there is none
 * @param address the address
 */
public record Mailbox(@Nullable String displayName, EmailAddress address) {

    /** Refuses control characters in the name; an empty name becomes none. */
    public Mailbox {
        Objects.requireNonNull(address, "address");
        displayName = displayName == null || displayName.isBlank()
                ? null
                : FieldChecks.oneLine("displayName", displayName).strip();
    }

    /**
     * Makes a mailbox without a name.
     *
     * @param address the address
     * @return the mailbox
     */
    public static Mailbox of(EmailAddress address) {
        return new Mailbox(null, address);
    }

    /**
     * Reads one mailbox, such as {@code Alerts <alerts@contoso.com>} or {@code alerts@contoso.com}. Encoded words (RFC 2047) in the name are
     * decoded.
     *
     * @param text the mailbox as a header field would show it, in Unicode
     * @return the mailbox
     * @throws InvalidMessageException when it is none, or more than one
     */
    public static Mailbox parse(String text) {
        return parse("mailbox", text);
    }

    /**
     * Reads a comma-separated list of mailboxes.
     *
     * @param text the list as a header field would show it, in Unicode
     * @return the mailboxes in order, at least one
     * @throws InvalidMessageException when one of them is malformed, or the list is empty
     */
    public static List<Mailbox> parseList(String text) {
        return parseList("mailboxes", text);
    }

    static Mailbox parse(String field, String text) {
        List<Mailbox> list = parseList(field, text);
        if (list.size() != 1) {
            throw new InvalidMessageException(field, "names " + list.size() + " mailboxes", "Write exactly one.");
        }
        return list.get(0);
    }

    static List<Mailbox> parseList(String field, String text) {
        Objects.requireNonNull(text, field);
        if (AsciiForms.isAddress(text)) {
            return List.of(of(EmailAddress.of(field, text)));
        }
        FieldChecks.oneLine(field, text);
        List<Mailbox> mailboxes = new ArrayList<>();
        try {
            for (InternetAddress parsed : InternetAddress.parse(text, true)) {
                if (parsed.isGroup()) {
                    throw new InvalidMessageException(
                            field, "has a group (RFC 5322 §3.4)", "Write its members one by one.");
                }
                String name = parsed.getPersonal();
                if (name != null) {
                    FieldChecks.oneLine(field, name);
                }
                mailboxes.add(new Mailbox(name, EmailAddress.of(field, parsed.getAddress())));
            }
        } catch (AddressException e) {
            throw new InvalidMessageException(
                    field,
                    "cannot be read" + (e.getPos() < 0 ? "" : " at index " + e.getPos()) + ": " + e.getMessage(),
                    "Write name@domain or Name <name@domain>, separated by commas; put a name with a comma, dot or at sign in double quotes.",
                    e);
        }
        if (mailboxes.isEmpty()) {
            throw new InvalidMessageException(field, "is empty", "Write name@domain or Name <name@domain>.");
        }
        return List.copyOf(mailboxes);
    }

    /**
     * Returns the name.
     *
     * @return the name, or empty where there is none
     */
    public Optional<String> name() {
        return Optional.ofNullable(displayName);
    }

    /** Returns the mailbox as people write it, with quotes where the name needs them; not the encoded form of a header. */
    @Override
    public String toString() {
        if (displayName == null) {
            return address.toString();
        }
        boolean plain = WireText.isAscii(displayName) && displayName.matches("[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+");
        String name =
                plain ? displayName : '"' + displayName.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return name + " <" + address + '>';
    }
}
