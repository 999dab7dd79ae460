package io.mailswitch.smtp;

import java.time.Duration;
import java.util.Locale;

/**
 * The bounds of waiting, each between a millisecond and a day; {@code mailswitch.smtp.<name>} in lower-case kebab, such as
 * {@code mailswitch.smtp.connect-timeout}. All are finite, and those for replies hold for the whole reply, however it trickles in.
 *
 * <p>Those for replies are shorter than RFC 5321 §4.5.3.2 asks of a relay, since an application waits for them; but not the final one: when it
 * runs out nobody knows whether the message was taken.
 */
public enum SmtpTimeout {
    /** Name look-up, TCP connection and proxy together. Default 30 s. */
    CONNECT_TIMEOUT("30s", "Name look-up, TCP connection and proxy together."),
    /** The TLS handshake. Default 30 s. */
    TLS_TIMEOUT("30s", "The TLS handshake."),
    /** The server's first line. Default 1 min (RFC: 5 min). */
    GREETING_TIMEOUT("1m", "The server's first line."),
    /** The whole reply to a command. Default 1 min (RFC: 2 to 5 min). */
    COMMAND_TIMEOUT("1m", "The whole reply to a command."),
    /** The server taking the next block of content. Default 3 min, the RFC's. */
    WRITE_TIMEOUT("3m", "Until the server takes the next block of content."),
    /** The reply to the whole message; when it runs out the outcome is unknown. Default 10 min, the RFC's. */
    FINAL_REPLY_TIMEOUT("10m", "The reply to the whole message; when it runs out, the outcome is unknown."),
    /** Everything together for one message. Default 30 min. */
    MESSAGE_TIMEOUT("30m", "Everything together, for one message."),
    /** Waiting for a free connection. Default 1 min. */
    ACQUIRE_TIMEOUT("1m", "Waiting for a free connection."),
    /** Waiting for messages under way when the transport is closed; then they are cut off. Default 10 s. */
    CLOSE_TIMEOUT("10s", "Waiting for messages under way when the sender is closed; then they are cut off."),
    /** How long an unused connection is kept. Default 1 min. */
    IDLE_TIMEOUT("1m", "How long an unused connection is kept."),
    /** How long after its opening a connection is used again. Default 9 min, since Exchange ends sessions after 10. */
    CONNECTION_LIFETIME(
            "9m", "How long after its opening a connection is used again. Exchange ends sessions after 10 minutes.");

    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofHours(24);

    private final String defaultText;
    private final String description;

    SmtpTimeout(String defaultText, String description) {
        this.defaultText = defaultText;
        this.description = description;
    }

    String key() {
        return "mailswitch.smtp." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String defaultText() {
        return defaultText;
    }

    String description() {
        return description;
    }
}
