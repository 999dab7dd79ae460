package io.mailswitch.smtp.internal.config;

import java.time.Duration;

/**
 * How long each wait may take; all above zero.
 *
 * @param connect name look-up, TCP connection and proxy together
 * @param tls the handshake
 * @param greeting the server's first line
 * @param command the reply to a command
 * @param write one write of content
 * @param finalReply the reply to the whole content
 * @param message everything, from looking for a connection to the final reply
 * @param acquire waiting for a free connection
 * @param close waiting for messages under way when the transport is closed
 */
public record Timeouts(
        Duration connect,
        Duration tls,
        Duration greeting,
        Duration command,
        Duration write,
        Duration finalReply,
        Duration message,
        Duration acquire,
        Duration close) {}
