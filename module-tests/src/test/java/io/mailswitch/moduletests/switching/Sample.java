package io.mailswitch.moduletests.switching;

import io.mailswitch.Email;
import io.mailswitch.EmailBuilder;
import io.mailswitch.Feature;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.testkit.Accounts;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message, and how what arrives by Graph may differ from what arrives by SMTP: each difference stands with the row of the capability table
 * that says so.
 *
 * @param name a word or two
 * @param features what it asks for
 * @param send hands it in
 * @param refusedBy the transport that refuses it unless configuration says to leave out what it cannot carry; empty for none
 * @param refusedFor the feature that is refused; null for none
 * @param path the path that Graph is to take
 * @param differences what arrives otherwise, each with its reason
 */
record Sample(
        String name,
        Set<Feature> features,
        Function<MailSender, SendReceipt> send,
        String refusedBy,
        @Nullable Feature refusedFor,
        String path,
        Map<String, Feature> differences) {
    static final String SENDER = Accounts.DEFAULT_USER;
    static final Instant DATE = Instant.parse("2026-11-02T08:15:30Z");

    /** Begins an email that has all that senders make anew each time: author, Message-ID and Date. */
    static EmailBuilder empty() {
        return Email.builder()
                .from("Alerts <" + SENDER + ">")
                .to("bob@example.com")
                .messageId("<disk-91@example.com>")
                .date(DATE);
    }

    /** Begins an email that is complete. */
    static EmailBuilder email() {
        return empty().subject("Disk 91 % full").text("The disk of db-1 is 91 % full.\n");
    }

    static Sample of(String name, EmailBuilder builder) {
        Email email = builder.build();
        Set<Feature> features =
                new SubmissionFactory(null, () -> DATE).of(email).features();
        return new Sample(name, features, sender -> sender.send(email), "", null, "mime", Map.of());
    }

    /** A message that an application has made with Jakarta Mail. */
    static Sample ready(String name, String mime) {
        byte[] bytes = mime.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        Set<Feature> features;
        try {
            features = new SubmissionFactory(null, () -> DATE).of(parse(bytes)).features();
        } catch (MessagingException e) {
            throw new IllegalArgumentException(name, e);
        }
        return new Sample(
                name,
                features,
                sender -> {
                    try {
                        return sender.send(parse(bytes));
                    } catch (MessagingException e) {
                        throw new IllegalStateException(name, e);
                    }
                },
                "",
                null,
                "mime",
                Map.of());
    }

    private static MimeMessage parse(byte[] mime) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime));
    }

    Sample refusedBy(String transport, Feature feature) {
        return new Sample(name, features, send, transport, feature, path, differences);
    }

    Sample by(String graphPath) {
        return new Sample(name, features, send, refusedBy, refusedFor, graphPath, differences);
    }

    Sample differs(String what, Feature why) {
        Map<String, Feature> more = new TreeMap<>(differences);
        more.put(what, why);
        return new Sample(name, features, send, refusedBy, refusedFor, path, more);
    }

    @Override
    public String toString() {
        return name;
    }
}
