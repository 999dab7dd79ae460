package io.mailswitch.smtp.internal.wire;

import io.mailswitch.EnhancedStatusCode;
import io.mailswitch.Reply;
import io.mailswitch.internal.text.WireText;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies (RFC 5321 §4.2) strictly and within bounds, so that neither a line nor a reply without end can fill the memory.
 *
 * <p>A line is three digits, the first from 2 to 5, then nothing, a blank or a hyphen and a text; all lines of a reply have the same code. A
 * lone LF is taken for a line end, as every client does, a lone CR is not.
 */
public final class ReplyReader {
    /** The longest line with its line end; RFC 5321 §4.5.3.1.5 asks for 512. */
    public static final int MAX_LINE = 2_048;

    /** The most lines of a reply. */
    public static final int MAX_LINES = 100;

    /** The longest reply. */
    public static final int MAX_REPLY = 65_536;

    private static final int BUFFER = 4_096;

    private final ByteSource source;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);
    private final byte[] line = new byte[MAX_LINE];

    /**
     * Makes a reader.
     *
     * @param source where the bytes come from
     */
    public ReplyReader(ByteSource source) {
        this.source = source;
    }

    /**
     * Waits for a whole reply.
     *
     * @param deadline for the reply, not for each of its bytes
     * @return the reply
     * @throws MalformedReplyException when it is none or too long
     * @throws EOFException when the connection ended before or within it
     * @throws IOException when the connection is lost or the deadline passed
     */
    public Reply read(Deadline deadline) throws IOException {
        List<String> lines = new ArrayList<>(1);
        int code = 0;
        int octets = 0;
        @Nullable EnhancedStatusCode enhanced = null;
        boolean more = true;
        while (more) {
            int length = readLine(deadline);
            octets += length;
            if (lines.size() == MAX_LINES || octets > MAX_REPLY) {
                throw new MalformedReplyException(
                        "a reply has more than " + MAX_LINES + " lines or " + MAX_REPLY + " octets");
            }
            int lineCode = code(length);
            if (!lines.isEmpty() && lineCode != code) {
                throw new MalformedReplyException(
                        "the lines of a reply have different codes, " + code + " and " + lineCode);
            }
            code = lineCode;
            String text = length > 4 ? new String(line, 4, length - 4, StandardCharsets.UTF_8) : "";
            @Nullable
            EnhancedStatusCode leading = EnhancedStatusCode.leading(text).orElse(null);
            if (leading != null && (enhanced == null ? lines.isEmpty() : enhanced.equals(leading))) {
                enhanced = leading;
                text = text.substring(leading.toString().length()).stripLeading();
            }
            lines.add(WireText.printable(text, MAX_LINE));
            more = length > 3 && line[3] == '-';
        }
        return Reply.smtp(code, enhanced, lines);
    }

    private int code(int length) throws MalformedReplyException {
        boolean wellFormed = length >= 3
                && line[0] >= '2'
                && line[0] <= '5'
                && isDigit(line[1])
                && isDigit(line[2])
                && (length == 3 || line[3] == ' ' || line[3] == '-');
        if (!wellFormed) {
            String start = new String(line, 0, Math.min(length, 40), StandardCharsets.UTF_8);
            throw MalformedReplyException.quoting(WireText.printable(start, 40));
        }
        return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private int readLine(Deadline deadline) throws IOException {
        int length = 0;
        while (true) {
            while (in.hasRemaining()) {
                byte b = in.get();
                if (b == '\n') {
                    return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                }
                if (length > 0 && line[length - 1] == '\r') {
                    throw new MalformedReplyException("a reply line has a CR without LF");
                }
                if (length == MAX_LINE - 1) {
                    throw new MalformedReplyException("a reply line is longer than " + MAX_LINE + " octets");
                }
                line[length++] = b;
            }
            in.clear();
            int count;
            try {
                count = source.read(in, deadline);
            } finally {
                in.flip();
            }
            if (count < 0) {
                throw new EOFException(
                        length == 0 ? "the server closed the connection" : "the connection ended within a reply");
            }
        }
    }

    /**
     * Tells whether the server has sent something that was not read yet, without waiting. When nothing has been asked, that is a reply which
     * must not be taken for the answer to the next command.
     *
     * @return true when there is a byte
     * @throws EOFException when the server closed the connection
     * @throws IOException when the connection is lost
     */
    public boolean pending() throws IOException {
        if (in.hasRemaining()) {
            return true;
        }
        in.clear();
        int count;
        try {
            count = source.poll(in);
        } finally {
            in.flip();
        }
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        return count > 0;
    }
}
