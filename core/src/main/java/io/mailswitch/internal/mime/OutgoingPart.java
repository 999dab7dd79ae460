package io.mailswitch.internal.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import java.io.IOException;
import java.io.OutputStream;

/** A part whose body writes itself. */
final class OutgoingPart extends MimeBodyPart {
    private final Body body;

    OutgoingPart(Body body) throws MessagingException {
        this.body = body;
        body.describe(this);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException, MessagingException {
        Body.write(this, body, (SkeletonStream) out);
    }
}
