package io.mailswitch.javax;

import io.mailswitch.jakarta.SharedSenders;
import java.util.Properties;
import javax.activation.DataHandler;
import javax.mail.Message.RecipientType;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.util.ByteArrayDataSource;

/** An application on JavaMail, loaded by a class loader of its own. */
public final class JavaMailProgram {
    private JavaMailProgram() {}

    /** Sends a text and a file, and takes down what that has opened. */
    public static void send(Properties properties, String user, String password, int size) throws Exception {
        try {
            Transport.send(message(properties, user, size), user, password);
        } finally {
            SharedSenders.closeAll();
        }
    }

    /** Sends, and leaves open what that has opened, as applications do. */
    public static void sendAndStay(Properties properties, String user, String password) throws Exception {
        Transport.send(message(properties, user, 10), user, password);
    }

    private static MimeMessage message(Properties properties, String user, int size) throws Exception {
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(user);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setSubject("Füllstand", "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Füllstand 91 %", "UTF-8");
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(new ByteArrayDataSource(new byte[size], "application/pdf")));
        file.setFileName("report.pdf");
        message.setContent(new MimeMultipart(text, file));
        return message;
    }
}
