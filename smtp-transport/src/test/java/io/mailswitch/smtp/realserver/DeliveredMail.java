package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One mail as the server stored it for one recipient.
 *
 * <p>Postfix puts four header fields on top when it delivers, in this order: {@code Return-Path}, {@code X-Original-To},
 * {@code Delivered-To}, {@code Received}. They are taken off exactly once, so that fields of the same name that the
 * sender wrote remain. It also stores line ends as LF; {@link #content()} has them as CRLF again, as they came.
 */
public final class DeliveredMail {
    private final Path file;
    private final String reversePath;
    private final String recipient;
    private final String received;
    private final long contentStart;

    private DeliveredMail(Path file, String reversePath, String recipient, String received, long contentStart) {
        this.file = file;
        this.reversePath = reversePath;
        this.recipient = recipient;
        this.received = received;
        this.contentStart = contentStart;
    }

    /** Reads the fields on top, and leaves the content, which may be large, until it is asked for. */
    static DeliveredMail read(Path file) {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file))) {
            TraceReader trace = new TraceReader(stored);
            String reversePath = trace.field("Return-Path");
            trace.field("X-Original-To");
            String recipient = trace.field("Delivered-To");
            String received = trace.field("Received");
            return new DeliveredMail(
                    file, reversePath.substring(1, reversePath.length() - 1), recipient, received, trace.position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of MAIL FROM, empty for {@code <>}. */
    public String reversePath() {
        return reversePath;
    }

    /** The address of RCPT TO that this copy is for. */
    public String recipient() {
        return recipient;
    }

    /**
     * The receiving server's account of the transmission, on one line: TLS version and cipher, authenticated sender,
     * and the protocol ({@code ESMTPSA}, or {@code UTF8SMTPSA} with SMTPUTF8; RFC 6531 §4.3).
     */
    public String received() {
        return received;
    }

    /** What the client sent as the mail's content. The server must not have been closed yet. */
    public byte[] content() {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file))) {
            stored.skipNBytes(contentStart);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (int b = stored.read(); b >= 0; b = stored.read()) {
                if (b == '\n') {
                    content.write('\r');
                }
                content.write(b);
            }
            return content.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class TraceReader {
        private final InputStream stored;
        private long position;

        TraceReader(InputStream stored) {
            this.stored = stored;
        }

        /** Reads the field that has to come next, unfolded. */
        String field(String name) throws IOException {
            StringBuilder unfolded = new StringBuilder(line());
            for (int next = peek(); next == ' ' || next == '\t'; next = peek()) {
                unfolded.append(' ').append(line().strip());
            }
            String prefix = name + ": ";
            if (unfolded.indexOf(prefix) != 0) {
                throw new RealServerException("expected " + name + " in the trace on top of a mail, found " + unfolded);
            }
            return unfolded.substring(prefix.length());
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = stored.read(); b >= 0; b = stored.read()) {
                position++;
                if (b == '\n') {
                    break;
                }
                line.write(b);
            }
            return line.toString(UTF_8);
        }

        private int peek() throws IOException {
            stored.mark(1);
            int next = stored.read();
            stored.reset();
            return next;
        }
    }
}
