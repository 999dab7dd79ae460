package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Letters and sessions for those who speak Jakarta Mail. */
final class JakartaLetters {
    private JakartaLetters() {}

    /** The settings that a careful program has: STARTTLS required, host name checked. */
    static Properties properties(Job job) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty("mail.smtp.port", Integer.toString(job.port()));
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    static Session session(Job job) {
        return Session.getInstance(properties(job), new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(Credentials.USER, Credentials.PASSWORD);
            }
        });
    }

    static MimeMessage message(Session session, Letter letter) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(letter.from()));
        message.setRecipients(Message.RecipientType.TO, recipients(letter));
        message.setSubject(letter.nextSubject(), StandardCharsets.UTF_8.name());
        boolean plain = letter.html().isEmpty() && letter.largeFile().isEmpty();
        if (plain) {
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
        } else {
            message.setContent(mixed(letter));
        }
        message.saveChanges();
        return message;
    }

    private static Address[] recipients(Letter letter) throws MessagingException {
        Address[] to = new Address[letter.to().size()];
        for (int i = 0; i < to.length; i++) {
            to[i] = new InternetAddress(letter.to().get(i));
        }
        return to;
    }

    private static MimeMultipart mixed(Letter letter) throws MessagingException, IOException {
        MimeMultipart mixed = new MimeMultipart();
        mixed.addBodyPart(bodies(letter));
        MimeBodyPart file = new MimeBodyPart();
        if (letter.largeFile().isPresent()) {
            file.attachFile(letter.largeFile().get().toFile(), Letter.FILE_TYPE, "base64");
        } else {
            file.setDataHandler(
                    new DataHandler(new ByteArrayDataSource(letter.file().orElseThrow(), Letter.FILE_TYPE)));
            file.setFileName(Letter.FILE_NAME);
            file.setDisposition(Part.ATTACHMENT);
        }
        mixed.addBodyPart(file);
        return mixed;
    }

    private static MimeBodyPart bodies(Letter letter) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text(), StandardCharsets.UTF_8.name());
        if (letter.html().isEmpty()) {
            return text;
        }
        MimeBodyPart html = new MimeBodyPart();
        html.setText(letter.html().get(), StandardCharsets.UTF_8.name(), "html");
        MimeBodyPart both = new MimeBodyPart();
        both.setContent(new MimeMultipart("alternative", text, html));
        return both;
    }
}
