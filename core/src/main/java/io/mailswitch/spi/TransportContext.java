package io.mailswitch.spi;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a sender lends to its transports.
 *
 * @param clock tells the time; never used to measure durations
 * @param tokens gives access tokens; null where the configuration asks for none. Closed by the sender, not by the transport
 * @param trace takes the conversation with the server, a line at a time, without secrets and content; null where nobody listens
 */
public record TransportContext(
        InstantSource clock,
        @Nullable TokenSource tokens,
        @Nullable Consumer<String> trace) {
    /** Checks the clock. */
    public TransportContext {
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * Makes a context in which nobody listens to the conversation.
     *
     * @param clock tells the time
     * @param tokens gives access tokens; null where the configuration asks for none
     */
    public TransportContext(InstantSource clock, @Nullable TokenSource tokens) {
        this(clock, tokens, null);
    }

    /**
     * Returns the source of access tokens.
     *
     * @return the source, or empty where the configuration asks for none
     */
    public Optional<TokenSource> tokenSource() {
        return Optional.ofNullable(tokens);
    }
}
