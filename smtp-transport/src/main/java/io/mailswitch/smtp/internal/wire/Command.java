package io.mailswitch.smtp.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A command line without its CRLF, which is proof that none is inside it: a value with CR, LF or NUL never becomes a command of its own.
 * Immutable.
 */
public final class Command {
    private final String line;
    private final String shown;

    private Command(String line, String shown) {
        this.line = line;
        this.shown = shown;
    }

    /**
     * Makes a command of printable ASCII (RFC 5321 §2.3.1).
     *
     * @param line verb and arguments
     * @return the command
     * @throws IllegalArgumentException when a character must not be sent; the message names its place, not the text
     */
    public static Command of(String line) {
        return new Command(check(line, false), line);
    }

    /**
     * Makes a command whose addresses may hold any character (RFC 6531 §3.3), for a server that offers SMTPUTF8.
     *
     * @param line verb and arguments
     * @return the command
     * @throws IllegalArgumentException when a character must not be sent
     */
    public static Command utf8(String line) {
        return new Command(check(line, true), line);
    }

    /**
     * Makes a command that holds a secret.
     *
     * @param line what is sent
     * @param shown what a trace shows instead
     * @return the command
     * @throws IllegalArgumentException when a character must not be sent
     */
    public static Command secret(String line, String shown) {
        return new Command(check(line, false), Objects.requireNonNull(shown, "shown"));
    }

    private static String check(String line, boolean utf8) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < 0x20 || c == 0x7f || (c > 0x7f && !utf8) || (c >= 0x80 && c < 0xa0)) {
                throw new IllegalArgumentException(
                        String.format("U+%04X at index %d must not be part of an SMTP command", (int) c, i));
            }
        }
        return line;
    }

    /**
     * Returns what is sent.
     *
     * @return the line in UTF-8, with CRLF
     */
    byte[] octets() {
        return (line + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the verb, for errors.
     *
     * @return the first word of what may be shown
     */
    public String verb() {
        int blank = shown.indexOf(' ');
        return blank < 0 ? shown : shown.substring(0, blank);
    }

    /** Returns the line as a trace shows it, without secrets. */
    @Override
    public String toString() {
        return shown;
    }
}
