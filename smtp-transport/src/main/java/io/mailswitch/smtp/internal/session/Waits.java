package io.mailswitch.smtp.internal.session;

import io.mailswitch.smtp.internal.config.Timeouts;
import io.mailswitch.smtp.internal.wire.Deadline;

/**
 * The deadlines of one message: each wait has its own, and none reaches beyond that of the message.
 *
 * @param timeouts how long each wait may take
 * @param message when everything ends
 */
public record Waits(Timeouts timeouts, Deadline message) {
    /**
     * Starts the time of a message.
     *
     * @param timeouts how long each wait may take
     * @return the deadlines
     */
    public static Waits start(Timeouts timeouts) {
        return new Waits(timeouts, Deadline.after(timeouts.message()));
    }

    Deadline connect() {
        return message.within(timeouts.connect());
    }

    Deadline tls() {
        return message.within(timeouts.tls());
    }

    Deadline greeting() {
        return message.within(timeouts.greeting());
    }

    Deadline command() {
        return message.within(timeouts.command());
    }

    Deadline write() {
        return message.within(timeouts.write());
    }

    Deadline finalReply() {
        return message.within(timeouts.finalReply());
    }
}
