package io.mailswitch.entra;

import com.azure.core.credential.TokenCredential;
import io.mailswitch.entra.internal.Credentials;
import io.mailswitch.entra.internal.EntraTokenSource;
import io.mailswitch.spi.TokenSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** Makes a source of tokens from a credential that the application has already. */
public final class EntraTokens {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private EntraTokens() {}

    /**
     * Puts a cache of one token for each scope before a credential of azure-identity or of the application's own. Tokens are renewed ahead
     * of their end, while the old one still serves; many senders wait for one request.
     *
     * <pre>{@code
     * MailSender sender = MailSender.builder().tokenSource(EntraTokens.of(credential)).open();
     * }</pre>
     *
     * <p>After a refusal by Graph or SMTP the credential is asked again at once; azure-identity's own credentials then give the same token
     * until five minutes before its end. The sender gives up after 30 s of waiting.
     *
     * @param credential asked for tokens without claims challenges (CAE off); must be thread-safe. Not closed
     * @return the source, which the sender closes
     */
    public static TokenSource of(TokenCredential credential) {
        return of(credential, TIMEOUT);
    }

    /**
     * As {@link #of(TokenCredential)}, with another bound on waiting.
     *
     * @param credential asked for tokens
     * @param timeout how long a message waits for a token in all; above zero
     * @return the source
     */
    public static TokenSource of(TokenCredential credential, Duration timeout) {
        Objects.requireNonNull(credential, "credential");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "timeout was " + timeout + ", must be above zero (default " + TIMEOUT + ")");
        }
        return new EntraTokenSource(Credentials.own(credential), timeout, InstantSource.system());
    }
}
