package io.mailswitch.internal.mime;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.activation.FileDataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;

/**
 * Knows ready messages that write the same octets each time. Others may not, and rightly so: Bouncy Castle hands Jakarta Mail an object that
 * signs or encrypts anew at each writing, and an ECDSA signature has no fixed length; a subclass may do as it likes.
 */
final class PlainContent {
    /** Not among core's classes, and adds no content of its own. */
    private static final String SMTP_MESSAGE = "org.eclipse.angus.mail.smtp.SMTPMessage";

    /** The package keeps it to itself. It stands for an object that was given in place of a source. */
    private static final String OBJECT_SOURCE = "jakarta.activation.DataHandlerDataSource";

    private PlainContent() {}

    /**
     * Looks at the classes of the message and its parts, and reads nothing.
     *
     * @return true when the message was read from a stream, or is made of text, octets and files alone
     */
    static boolean is(MimeMessage message) {
        Class<?> type = message.getClass();
        try {
            return (type == MimeMessage.class || type.getName().equals(SMTP_MESSAGE)) && hasPlainContent(message);
        } catch (MessagingException | IOException e) {
            return false; // writing it meets the same and says so
        }
    }

    private static boolean hasPlainContent(MimePart part) throws MessagingException, IOException {
        DataHandler handler = part.getDataHandler();
        DataSource source = handler.getDataSource();
        if (source instanceof MimePartDataSource) {
            return true;
        }
        if (handler.getClass() != DataHandler.class) {
            return false;
        }
        if (source.getClass().getName().equals(OBJECT_SOURCE)) {
            return isPlain(handler.getContent());
        }
        return source.getClass() == ByteArrayDataSource.class || source.getClass() == FileDataSource.class;
    }

    private static boolean isPlain(Object content) throws MessagingException, IOException {
        if (content instanceof MimeMessage message) {
            return is(message);
        }
        if (content.getClass() != MimeMultipart.class) {
            return content instanceof String;
        }
        MimeMultipart parts = (MimeMultipart) content;
        for (int i = 0; i < parts.getCount(); i++) {
            if (parts.getBodyPart(i).getClass() != MimeBodyPart.class
                    || !hasPlainContent((MimeBodyPart) parts.getBodyPart(i))) {
                return false;
            }
        }
        return true;
    }
}
