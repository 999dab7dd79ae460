package io.mailswitch.jakarta;

import io.mailswitch.testkit.ReceivedAttachment;
import io.mailswitch.testkit.ReceivedHeader;
import io.mailswitch.testkit.ReceivedMail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What arrived, without what is different each time a message is made: Message-ID, date and boundaries. */
record Arrived(
        String subject,
        List<String> from,
        List<String> to,
        List<String> cc,
        List<String> replyTo,
        Set<String> recipients,
        Optional<String> text,
        Optional<String> html,
        List<ReceivedAttachment> attachments,
        String structure,
        TreeMap<String, String> fields) {
    private static final Pattern EACH_TIME = Pattern.compile("(?im)^(Message-ID|Date):.*(\r\n[ \t].*)*\r\n");
    private static final Pattern BOUNDARY = Pattern.compile("----=_Part_[0-9_.]+");
    private static final Set<String> COMPARED_APART = Set.of(
            "message-id",
            "date",
            "content-type",
            "subject",
            "from",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "received",
            "return-path");

    static Arrived of(ReceivedMail mail) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (ReceivedHeader field : mail.headers()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!COMPARED_APART.contains(name)) {
                fields.put(name, field.value());
            }
        }
        return new Arrived(
                mail.subject(),
                mail.from(),
                mail.to(),
                mail.cc(),
                mail.replyTo(),
                Set.copyOf(mail.recipientAddresses()),
                mail.text(),
                mail.html(),
                mail.attachments(),
                mail.structure(),
                fields);
    }

    /** The whole message, octet for octet but for what is different each time. */
    static String bytes(ReceivedMail mail) {
        String raw = new String(mail.rawBytes(), StandardCharsets.ISO_8859_1);
        return BOUNDARY.matcher(EACH_TIME.matcher(raw).replaceAll("")).replaceAll("----=_Part");
    }
}
