package io.mailswitch.internal.sender;

import io.mailswitch.SendListener;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the events for one listener go. Thread-safe. */
interface EventSink {
    /** Takes an event; never throws what the listener does. */
    void accept(Consumer<SendListener> event);

    /** Takes no more events. */
    void close(Duration bound);

    /** Calls a listener on this thread. */
    static EventSink inline(SendListener listener) {
        return new EventSink() {
            @Override
            public void accept(Consumer<SendListener> event) {
                call(listener, event);
            }

            @Override
            public void close(Duration bound) {
                // nothing was begun
            }
        };
    }

    /** Hands over one event and keeps what the listener throws from the mail. */
    static void call(SendListener listener, Consumer<SendListener> event) {
        Logger log = LoggerFactory.getLogger(SendListener.class);
        try {
            event.accept(listener);
        } catch (Throwable e) {
            log.warn(
                    "listener {} failed; the mail is not affected",
                    listener.getClass().getName(),
                    e);
        }
    }
}
