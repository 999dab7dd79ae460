package io.mailswitch.testkit.internal.smtp;

import java.time.Duration;

/** What a fault does in place of, or to, the server's reply. */
public sealed interface FaultAction {

    /**
     * Tells whether the command takes effect although the fault changes the answer to it.
     *
     * @param normalReply what the answer would have been
     * @return true where the client sees the normal answer in the end, or another of its class
     */
    default boolean keepsEffect(String normalReply) {
        return false;
    }

    /**
     * Another reply.
     *
     * @param lines the reply, lines separated by LF
     * @param close whether the connection ends after it
     */
    record Reply(String lines, boolean close) implements FaultAction {
        @Override
        public boolean keepsEffect(String normalReply) {
            return lines.charAt(0) == normalReply.charAt(0);
        }
    }

    /**
     * Another reply, a byte at a time.
     *
     * @param lines the reply, lines separated by LF
     * @param interval the pause before each byte
     */
    record Trickle(String lines, Duration interval) implements FaultAction {
        @Override
        public boolean keepsEffect(String normalReply) {
            return lines.charAt(0) == normalReply.charAt(0);
        }
    }

    /**
     * The normal reply, later.
     *
     * @param time how much later
     */
    record Delay(Duration time) implements FaultAction {
        @Override
        public boolean keepsEffect(String normalReply) {
            return true;
        }
    }

    /**
     * The normal reply, and with it another that no command asked for.
     *
     * @param lines the reply too many
     */
    record Unsolicited(String lines) implements FaultAction {
        @Override
        public boolean keepsEffect(String normalReply) {
            return true;
        }
    }

    /**
     * Bytes in place of the reply.
     *
     * @param octets just as sent, each character an octet (ISO 8859-1)
     * @param close whether the connection ends after them
     */
    record Raw(String octets, boolean close) implements FaultAction {}

    /**
     * A reply without end.
     *
     * @param multiLine lines without end instead of one line without end
     */
    record Endless(boolean multiLine) implements FaultAction {}

    /** The ways to end, or to hang, instead of replying. */
    enum Break implements FaultAction {
        /** The connection is closed, without TLS's farewell. */
        DROP,
        /** The connection is closed with TLS's farewell. */
        CLOSE,
        /** The connection is reset. */
        RESET,
        /** The server's half of the connection is closed; it goes on reading. */
        HALF_CLOSE,
        /** Nothing more is ever sent. */
        STALL
    }
}
