package io.mailswitch.internal.mime;

import io.mailswitch.Email;
import io.mailswitch.HeaderField;
import io.mailswitch.ListUnsubscribe;
import io.mailswitch.Mailbox;
import jakarta.mail.internet.InternetHeaders;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;

/** Sets the header fields of an email; Bcc is never among them. */
final class EmailHeader {
    private final Email email;
    private final InternetHeaders header;
    private final Charset charset;

    private EmailHeader(Email email, InternetHeaders header) {
        this.email = email;
        this.header = header;
        this.charset = email.charset();
    }

    static void set(InternetHeaders header, Email email, Mailbox from, String messageId, Instant date) {
        new EmailHeader(email, header).set(from, messageId, date);
    }

    /** Tells whether an address in the header can only be written in UTF-8 (RFC 6532). */
    static boolean isInternational(Email email, Mailbox from) {
        return needsUtf8(from)
                || email.sender().filter(EmailHeader::needsUtf8).isPresent()
                || email.readReceiptTo().filter(EmailHeader::needsUtf8).isPresent()
                || anyNeedsUtf8(email.replyTo())
                || anyNeedsUtf8(email.to())
                || anyNeedsUtf8(email.cc());
    }

    private static boolean needsUtf8(Mailbox mailbox) {
        return mailbox.address().needsSmtpUtf8();
    }

    private static boolean anyNeedsUtf8(List<Mailbox> mailboxes) {
        for (Mailbox mailbox : mailboxes) {
            if (needsUtf8(mailbox)) {
                return true;
            }
        }
        return false;
    }

    private void set(Mailbox from, String messageId, Instant date) {
        header.setHeader("Date", DateText.of(date));
        mailboxes("From", List.of(from));
        mailboxes("Sender", Senders.written(email, from).stream().toList());
        mailboxes("Reply-To", email.replyTo());
        mailboxes("To", email.to());
        mailboxes("Cc", email.cc());
        header.setHeader("Message-ID", messageId);
        words("In-Reply-To", email.inReplyTo().stream().toList());
        words("References", email.references());
        if (email.subject().isPresent()) {
            header.setHeader("Subject", HeaderText.of("Subject", email.subject().get(), charset));
        }
        importance();
        mailboxes("Disposition-Notification-To", email.readReceiptTo().stream().toList());
        if (email.listUnsubscribe().isPresent()) {
            listUnsubscribe(email.listUnsubscribe().get());
        }
        for (HeaderField field : email.headers()) {
            header.addHeader(field.name(), HeaderText.of(field.name(), field.value(), charset));
        }
    }

    private void mailboxes(String name, List<Mailbox> mailboxes) {
        if (!mailboxes.isEmpty()) {
            header.setHeader(name, MailboxText.of(name, mailboxes, charset));
        }
    }

    private void words(String name, List<String> words) {
        if (!words.isEmpty()) {
            FoldedValue value = new FoldedValue(name);
            words.forEach(value::word);
            header.setHeader(name, value.toString());
        }
    }

    private void importance() {
        switch (email.importance()) {
            case HIGH -> importance("high", "1");
            case LOW -> importance("low", "5");
            case NORMAL -> {}
        }
    }

    private void importance(String importance, String priority) {
        header.setHeader("Importance", importance);
        header.setHeader("X-Priority", priority);
    }

    private void listUnsubscribe(ListUnsubscribe value) {
        List<URI> uris = value.uris();
        FoldedValue list = new FoldedValue("List-Unsubscribe");
        for (int i = 0; i < uris.size(); i++) {
            list.word("<" + uris.get(i) + (i < uris.size() - 1 ? ">," : ">"));
        }
        header.setHeader("List-Unsubscribe", list.toString());
        if (value.oneClick()) {
            // RFC 8058 §3.1: the value is fixed
            header.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }
}
