package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One mail as the server stored it for one recipient.
 *
 * <p>Postfix puts four header fields on top when it delivers, in this order: {@code Return-Path}, {@code X-Original-To},
 * {@code Delivered-To}, {@code Received}. They are taken off exactly once, so that fields of the same name that the
 * sender wrote remain. It also stores line ends as LF; {@link #content()} has them as CRLF again, as they came.
 */
public final class DeliveredMail {
    private final String reversePath;
    private final String recipient;
    private final String received;
    private final byte[] content;

    private DeliveredMail(String reversePath, String recipient, String received, byte[] content) {
        this.reversePath = reversePath;
        this.recipient = recipient;
        this.received = received;
        this.content = content;
    }

    static DeliveredMail read(Path file) {
        try {
            return parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DeliveredMail parse(byte[] stored) {
        TraceReader trace = new TraceReader(stored);
        String reversePath = trace.field("Return-Path");
        trace.field("X-Original-To");
        String recipient = trace.field("Delivered-To");
        String received = trace.field("Received");
        return new DeliveredMail(
                reversePath.substring(1, reversePath.length() - 1), recipient, received, trace.restWithCrlf());
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

    /** A copy of what the client sent as the mail's content. */
    public byte[] content() {
        return content.clone();
    }

    private static final class TraceReader {
        private final byte[] stored;
        private int position;

        TraceReader(byte[] stored) {
            this.stored = stored;
        }

        /** Reads the field that has to come next, unfolded. */
        String field(String name) {
            StringBuilder unfolded = new StringBuilder(line());
            while (position < stored.length && (stored[position] == ' ' || stored[position] == '\t')) {
                unfolded.append(' ').append(line().strip());
            }
            String prefix = name + ": ";
            if (unfolded.indexOf(prefix) != 0) {
                throw new RealServerException("expected " + name + " in the trace on top of a mail, found " + unfolded);
            }
            return unfolded.substring(prefix.length());
        }

        private String line() {
            int end = position;
            while (end < stored.length && stored[end] != '\n') {
                end++;
            }
            String line = new String(stored, position, end - position, UTF_8);
            position = Math.min(end + 1, stored.length);
            return line;
        }

        byte[] restWithCrlf() {
            byte[] rest = Arrays.copyOfRange(stored, position, stored.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream(rest.length + rest.length / 40);
            for (byte b : rest) {
                if (b == '\n') {
                    out.write('\r');
                }
                out.write(b);
            }
            return out.toByteArray();
        }
    }
}
