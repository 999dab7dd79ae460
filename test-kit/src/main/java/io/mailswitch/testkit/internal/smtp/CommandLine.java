package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.Violation.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the client.
 *
 * @param text the line without its CRLF
 * @param wellFormed whether it kept to the rules of any line; if not, the violation is on record
 */
record CommandLine(String text, boolean wellFormed) {
    /** RFC 4954 §4: an AUTH line may hold 12,288 octets; RFC 5321 §4.5.3.1.4: any other 512, and what extensions add. */
    private static final int AUTH_LIMIT = 12_288;

    private static final int LIMIT = 512;
    /** What SIZE, BODY, SMTPUTF8, AUTH and DSN parameters add to MAIL or RCPT (RFC 1870, 6152, 6531, 4954, 3461). */
    private static final int PARAMETERS = 26 + 17 + 10 + 500 + 500;

    String verb() {
        int space = text.indexOf(' ');
        return (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
    }

    String argument() {
        int space = text.indexOf(' ');
        return space < 0 ? "" : text.substring(space + 1);
    }

    boolean isAscii() {
        return text.chars().allMatch(c -> c < 128);
    }

    /**
     * Reads a line up to its CRLF.
     *
     * @param auth whether it belongs to an AUTH exchange
     * @return null at the end of the connection
     */
    static @Nullable CommandLine read(Wire wire, ConnectionLog log, boolean auth) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        boolean clean = true;
        boolean cr = false;
        for (int b; (b = wire.read()) >= 0; ) {
            if (b == '\n') {
                if (!cr) {
                    log.violation(Rule.BARE_LF, "after " + shorten(bytes));
                    clean = false;
                }
                return finish(bytes, clean, auth, log);
            }
            if (cr) {
                log.violation(Rule.BARE_CR, "after " + shorten(bytes));
                clean = false;
                bytes.write('\r');
            }
            cr = b == '\r';
            if (!cr && bytes.size() <= AUTH_LIMIT) {
                bytes.write(b);
            }
        }
        return null; // a client may leave in the middle of a line, as one past its deadline does
    }

    private static CommandLine finish(ByteArrayOutputStream bytes, boolean clean, boolean auth, ConnectionLog log) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        String verb = text.length() < 5 ? text : text.substring(0, 5).toUpperCase(Locale.ROOT);
        int limit = auth || verb.equals("AUTH ")
                ? AUTH_LIMIT
                : verb.equals("MAIL ") || verb.equals("RCPT ") ? LIMIT + PARAMETERS : LIMIT;
        boolean wellFormed = clean;
        if (bytes.size() + 2 > limit) {
            log.violation(Rule.LINE_TOO_LONG, "over " + limit + " octets: " + shorten(bytes));
            wellFormed = false;
        }
        if (text.indexOf('\0') >= 0) {
            log.violation(Rule.NUL, "in " + shorten(bytes));
            wellFormed = false;
        }
        return new CommandLine(text, wellFormed);
    }

    /** Shows how a line begins, an AUTH line without its secret. */
    private static String shorten(ByteArrayOutputStream bytes) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.regionMatches(true, 0, "AUTH", 0, 4) ? "AUTH …" : text.substring(0, Math.min(60, text.length()));
    }
}
