package io.mailswitch.internal.sender;

import io.mailswitch.SendListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All listeners of a program's senders. Thread-safe. */
public final class Listeners {
    private static final Duration BOUND = Duration.ofSeconds(2);

    private final List<EventSink> sinks;

    /**
     * Begins no thread before the first event.
     *
     * @param queued listeners that get a thread each
     * @param inline listeners that are called on the thread that sends
     */
    public Listeners(List<SendListener> queued, List<SendListener> inline) {
        sinks = Stream.concat(
                        inline.stream().map(EventSink::inline), queued.stream().map(ListenerQueue::new))
                .toList();
    }

    void tell(Consumer<SendListener> event) {
        for (EventSink sink : sinks) {
            sink.accept(event);
        }
    }

    /** Takes no more events, waits up to 2 seconds for each listener to take those that queue, and ends the threads. */
    public void close() {
        sinks.forEach(sink -> sink.close(BOUND));
    }
}
