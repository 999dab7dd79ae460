package io.mailswitch.testkit;

/**
 * A rule of the protocol that the client broke, as the server saw it.
 *
 * @param connection the number of the connection, counted from 1 in order of arrival
 * @param rule which rule
 * @param detail what was received, with control characters made visible; credentials are left out
 */
public record Violation(int connection, Rule rule, String detail) {

    /** The rules that the server watches. */
    public enum Rule {
        /** CR without LF in a command or in content (RFC 5321 §2.3.8; the ground of SMTP smuggling). */
        BARE_CR,
        /** LF without CR in a command or in content (RFC 5321 §2.3.8; the ground of SMTP smuggling). */
        BARE_LF,
        /** A NUL in a command or in content that is not {@code BODY=BINARYMIME}. */
        NUL,
        /** A command or a line of content over its limit (RFC 5321 §4.5.3.1). */
        LINE_TOO_LONG,
        /** A line of content began with a single dot, which has to be doubled (RFC 5321 §4.5.2). */
        DOT_NOT_STUFFED,
        /** A command that does not follow the grammar: verb, arguments, address, parameter. */
        SYNTAX,
        /** A command where the order of commands does not allow it (RFC 5321 §4.1.4). */
        OUT_OF_ORDER,
        /** AUTH or MAIL in clear although TLS is required. */
        IN_CLEAR,
        /** An extension, parameter or mechanism that the server had not offered. */
        NOT_OFFERED,
        /** More bytes behind a command that has to be the last of its group (RFC 2920 §3.1, RFC 3207 §4). */
        PIPELINED_TOO_FAR,
        /** Octets above 127 in a command without SMTPUTF8, or in content without SMTPUTF8 (header) or 8BITMIME (body). */
        EIGHT_BIT
    }

    @Override
    public String toString() {
        return "connection " + connection + ": " + rule + ": " + detail;
    }
}
