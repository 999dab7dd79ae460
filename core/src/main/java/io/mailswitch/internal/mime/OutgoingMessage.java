package io.mailswitch.internal.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A message as Angus orders its header, with Message-ID, date and boundaries of ours. */
final class OutgoingMessage extends MimeMessage {
    /** Spares Angus from looking for the default session; no connection is ever made with it. */
    static final Session SESSION = Session.getInstance(new Properties());

    private final Body body;

    OutgoingMessage(Body body) throws MessagingException {
        super(SESSION);
        this.body = body;
        // header fields are complete: saving would set others, which differ from run to run
        saved = true;
        setHeader("MIME-Version", "1.0");
        body.describe(headers);
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
        Body.write(headers, body, (SkeletonStream) out);
    }
}
