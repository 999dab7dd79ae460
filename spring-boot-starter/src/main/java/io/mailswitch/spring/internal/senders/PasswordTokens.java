package io.mailswitch.spring.internal.senders;

import io.mailswitch.AuthenticationException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Resend;
import io.mailswitch.Secret;
import io.mailswitch.Stage;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spring.internal.config.SpringSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The access token that an application gives as its password, by {@code spring.mail.password} or by {@code setPassword} on its
 * {@code JavaMailSenderImpl}. How long it is good only the application knows, so it is taken for good each time it is asked for. Thread-safe.
 */
public final class PasswordTokens {
    private static final Duration BELIEVED = Duration.ofHours(1);

    private final boolean inUse;
    private volatile @Nullable Secret latest;

    /**
     * Looks whether the application signs in so.
     *
     * @param settings what is set
     */
    public PasswordTokens(SpringSettings settings) {
        inUse = settings.takesPasswordsForTokens();
        latest = inUse ? settings.tokenGivenAsPassword().orElse(null) : null;
    }

    /**
     * Tells whether passwords are tokens.
     *
     * @return true where the session properties ask for XOAUTH2 and nobody says where tokens come from
     */
    public boolean inUse() {
        return inUse;
    }

    /**
     * Takes the token for sign-ins from now on.
     *
     * @param token the token; null takes the last one back
     */
    public void replace(@Nullable String token) {
        latest = token == null || token.isBlank() ? null : Secret.of(token.strip());
    }

    /**
     * Returns the source that senders are opened with; closing it does nothing.
     *
     * @return the latest token, whatever is asked for
     */
    public TokenSource source() {
        return this::token;
    }

    private AccessToken token(TokenRequest request) {
        Secret token = latest;
        if (token == null) {
            throw new AuthenticationException(
                    "no access token has been set for " + request.scope(),
                    Failure.at(
                                    Stage.TOKEN,
                                    "Call setPassword on the JavaMailSenderImpl with an access token before sending, set mailswitch.entra.*, or make a"
                                            + " TokenSource bean.")
                            .resend(Resend.AFTER_SETUP)
                            .origin(FailureOrigin.SETUP)
                            .build(),
                    null);
        }
        return new AccessToken(token, Instant.now().plus(BELIEVED));
    }
}
