package io.mailswitch.javax.internal;

import com.sun.mail.smtp.SMTPMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import javax.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message of {@code javax.mail} as one of Jakarta Mail: its header is copied, its content streamed from the original whenever it is written,
 * so that its size does not matter. Only a transport that takes the message apart makes it write itself to a file, which {@link #close} removes.
 */
public final class BridgedMessage extends org.eclipse.angus.mail.smtp.SMTPMessage implements AutoCloseable {
    private final MimeMessage original;
    private @Nullable Path file;
    private @Nullable SharedFileInputStream stream;

    private BridgedMessage(Session session, MimeMessage original) {
        super(session);
        this.original = original;
        this.saved = true;
        this.modified = false;
    }

    /**
     * Bridges a message. One that was never saved is saved.
     *
     * @param session for the bridged message
     * @param original the message
     * @return the bridged message; the caller closes it
     * @throws javax.mail.MessagingException when the original cannot be read
     * @throws IOException when the original cannot be read
     */
    public static BridgedMessage of(Session session, MimeMessage original)
            throws javax.mail.MessagingException, IOException {
        if (original.getMessageID() == null || original.getHeader("MIME-Version") == null) {
            original.writeTo(OutputStream.nullOutputStream()); // saves it unless it was read from a stream
        }
        BridgedMessage bridged = new BridgedMessage(session, original);
        InternetHeaders header = new InternetHeaders();
        Enumeration<String> lines = original.getAllHeaderLines();
        while (lines.hasMoreElements()) {
            header.addHeaderLine(lines.nextElement());
        }
        bridged.headers = header;
        if (original instanceof SMTPMessage smtp) {
            bridged.copy(smtp);
        }
        return bridged;
    }

    private void copy(SMTPMessage smtp) {
        setEnvelopeFrom(smtp.getEnvelopeFrom());
        setNotifyOptions(smtp.getNotifyOptions());
        setReturnOption(smtp.getReturnOption());
        setSendPartial(smtp.getSendPartial());
        setAllow8bitMIME(smtp.getAllow8bitMIME());
        setSubmitter(smtp.getSubmitter());
        setMailExtension(smtp.getMailExtension());
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        try {
            original.writeTo(out, ignored);
        } catch (javax.mail.MessagingException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }

    /** Called only for a message that is taken apart. */
    @Override
    public Object getContent() throws IOException, MessagingException {
        ContentHandlers.restoreAngus();
        return super.getContent();
    }

    /** Called only for a message that is taken apart. */
    @Override
    protected InputStream getContentStream() throws MessagingException {
        try {
            SharedFileInputStream whole = stream == null ? spool() : stream;
            InputStream body = whole.newStream(0, -1);
            new InternetHeaders().load(body); // what follows is the content
            return body;
        } catch (IOException | javax.mail.MessagingException e) {
            throw new MessagingException("the message cannot be read: " + e.getMessage(), e);
        }
    }

    private SharedFileInputStream spool() throws IOException, javax.mail.MessagingException {
        Path spooled = Files.createTempFile("mailswitch-", ".eml");
        file = spooled;
        try (OutputStream out = Files.newOutputStream(spooled)) {
            original.writeTo(out);
        }
        SharedFileInputStream opened = new SharedFileInputStream(spooled.toFile());
        stream = opened;
        return opened;
    }

    /** Removes the file, if there is one. */
    @Override
    public void close() throws IOException {
        try {
            if (stream != null) {
                stream.close();
            }
        } finally {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }
}
