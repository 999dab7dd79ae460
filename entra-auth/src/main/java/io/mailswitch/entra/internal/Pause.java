package io.mailswitch.entra.internal;

import io.mailswitch.AuthenticationException;
import io.mailswitch.Resend;
import java.time.Duration;
import java.time.Instant;

/**
 * A refusal that is remembered for a moment, so that a batch of messages does not become a batch of requests that must fail the same way; as
 * long as {@code Retry-After} asks where it was given.
 */
final class Pause {
    private static final Duration FOR_SETUP = Duration.ofSeconds(5);
    private static final Duration FOR_FAULT = Duration.ofSeconds(1);

    private final AuthenticationException failure;
    private final Instant end;

    Pause(AuthenticationException failure, Instant now) {
        this.failure = failure;
        Duration own = failure.resend() == Resend.SAFE_LATER ? FOR_FAULT : FOR_SETUP;
        this.end = now.plus(failure.retryAfter().orElse(own));
    }

    void check(Instant now) {
        if (now.isBefore(end)) {
            boolean asked = failure.retryAfter().isPresent();
            AuthenticationException own = failure.with(failure.failure().toBuilder()
                    .retryAfter(asked ? Duration.between(now, end) : null)
                    .build());
            own.fillInStackTrace(); // not that of the message that met it first
            throw own;
        }
    }
}
