package io.mailswitch;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's answer, word for word: an SMTP reply (RFC 5321 §4.2) or the status and error of an HTTP response.
 *
 * @param code the SMTP reply code, or the HTTP status
 * @param enhanced the enhanced status code of an SMTP reply, if it had one
 * @param error the error code of an HTTP error body, such as {@code ErrorAccessDenied}, if it had one
 * @param lines the text, a line each, without codes; control characters are already replaced
 */
public record Reply(
        int code,
        @Nullable EnhancedStatusCode enhanced,
        @Nullable String error,
        List<String> lines) implements Serializable {

    /** Copies the lines. */
    public Reply {
        lines = List.copyOf(lines);
    }

    /**
     * Makes a reply of the SMTP form.
     *
     * @param code three digits, 200 to 599
     * @param enhanced the enhanced status code, if the text had one
     * @param lines the text without codes
     * @return the reply
     */
    public static Reply smtp(int code, @Nullable EnhancedStatusCode enhanced, List<String> lines) {
        return new Reply(code, enhanced, null, lines);
    }

    /**
     * Makes a reply of the HTTP form.
     *
     * @param status the HTTP status
     * @param error the error code of the body, if there is one
     * @param message the error message of the body, or the reason phrase
     * @return the reply
     */
    public static Reply http(int status, @Nullable String error, String message) {
        return new Reply(status, null, error, List.of(Objects.requireNonNull(message, "message")));
    }

    /**
     * Returns the enhanced status code.
     *
     * @return the code, or empty where the server sent none
     */
    public Optional<EnhancedStatusCode> enhancedCode() {
        return Optional.ofNullable(enhanced);
    }

    /**
     * Returns the error code of an HTTP error body.
     *
     * @return the code, or empty for SMTP and for bodies without one
     */
    public Optional<String> errorCode() {
        return Optional.ofNullable(error);
    }

    /**
     * Returns the lines as one text.
     *
     * @return the lines, joined by a blank
     */
    public String text() {
        return String.join(" ", lines);
    }

    /** Returns the codes and the text on one line, as a log shows them. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder().append(code);
        if (enhanced != null) {
            line.append(' ').append(enhanced);
        }
        if (error != null) {
            line.append(' ').append(error);
        }
        String text = text();
        return text.isEmpty() ? line.toString() : line.append(' ').append(text).toString();
    }
}
