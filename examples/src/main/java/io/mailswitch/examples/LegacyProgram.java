package io.mailswitch.examples;

import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/**
 * A program as it was written years ago: Jakarta Mail, a server, a user and a password. It knows nothing of Mailswitch and is never changed;
 * {@link MoveLegacyProgram} runs it before and after.
 */
public final class LegacyProgram {
    private LegacyProgram() {}

    /**
     * Sends a mail.
     *
     * @param arguments server, port, user, password and recipient
     * @throws MessagingException when it is not accepted
     */
    public static void main(String... arguments) throws MessagingException {
        Properties properties = new Properties(System.getProperties());
        properties.setProperty("mail.smtp.host", arguments[0]);
        properties.setProperty("mail.smtp.port", arguments[1]);
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        Session session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(arguments[2], arguments[3]);
            }
        });
        MimeMessage message = new MimeMessage(session);
        message.setFrom(arguments[2]);
        message.setRecipients(RecipientType.TO, arguments[4]);
        message.setSubject("Nightly report");
        message.setText("412 orders, 3 of them late.");
        Transport.send(message);
    }
}
