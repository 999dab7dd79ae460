package io.mailswitch.internal.mime;

import io.mailswitch.EmailAddress;
import io.mailswitch.Mailbox;
import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Pattern;

/** Writes mailboxes as the value of an address field (RFC 5322 §3.4), one fold between two of them at the least. */
final class MailboxText {
    /** Words of a phrase (RFC 5322 §3.2.5) that need no quotes. */
    private static final Pattern PHRASE =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    /** Longer names cannot be folded inside quotes without a risk to their blanks. */
    private static final int MAX_QUOTED = 60;

    private MailboxText() {}

    static String of(String fieldName, Mailbox mailbox, Charset charset) {
        return of(fieldName, List.of(mailbox), charset);
    }

    static String of(String fieldName, List<Mailbox> mailboxes, Charset charset) {
        FoldedValue value = new FoldedValue(fieldName);
        for (int i = 0; i < mailboxes.size(); i++) {
            if (i > 0) {
                value.glue(",");
            }
            append(value, mailboxes.get(i), charset);
        }
        return value.toString();
    }

    static String ofAddresses(String fieldName, List<EmailAddress> addresses) {
        FoldedValue value = new FoldedValue(fieldName);
        for (int i = 0; i < addresses.size(); i++) {
            value.word(addresses.get(i).wireForm() + (i < addresses.size() - 1 ? "," : ""));
        }
        return value.toString();
    }

    private static void append(FoldedValue value, Mailbox mailbox, Charset charset) {
        String address = mailbox.address().wireForm();
        String name = mailbox.displayName();
        if (name == null) {
            value.word(address);
            return;
        }
        if (!HeaderText.isPrintableAscii(name) || name.contains("=?") || name.length() > MAX_QUOTED) {
            EncodedWords.append(value, name, charset);
        } else if (PHRASE.matcher(name).matches()) {
            value.word(name);
        } else {
            value.word('"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        value.word('<' + address + '>');
    }
}
