package io.mailswitch.internal.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** Ends the writing of a message before it has begun: a message that was never saved saves itself first, and its content stays unread. */
final class FirstOctet extends OutputStream {
    private FirstOctet() {}

    /** Lets a message save itself, if it was never saved. A fault of the message is left to whoever writes it next. */
    static void provoke(MimeMessage message) {
        try {
            message.writeTo(new FirstOctet());
        } catch (MessagingException | IOException | RuntimeException e) {
            // meant to fail, and there is no telling how it comes out
        }
    }

    @Override
    public void write(int b) throws IOException {
        throw new IOException("only to be saved");
    }
}
