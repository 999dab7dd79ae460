package io.mailswitch.spi;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sender lends to its transports.
 *
 * @param clock tells the time; never used to measure durations
 * @param tokens gives access tokens; null where the configuration asks for none. Closed by the sender, not by the transport
 */
public record TransportContext(
        InstantSource clock, @Nullable TokenSource tokens) {
    /** Checks the clock. */
    public TransportContext {
        Objects.requireNonNull(clock, "clock");
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
