package io.mailswitch.jakarta.internal.failure;

import io.mailswitch.AuthenticationException;
import io.mailswitch.ConnectionException;
import io.mailswitch.MailException;
import io.mailswitch.Stage;
import io.mailswitch.jakarta.internal.angus.Angus;
import io.mailswitch.jakarta.internal.angus.AngusFailures;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;

/** Failures before any message, as callers of {@code connect} know them. Each keeps the {@link MailException} as its cause. */
public final class ConnectFailures {
    private ConnectFailures() {}

    /**
     * Translates.
     *
     * @param failure what happened
     * @return an {@code AuthenticationFailedException} when signing in failed, Angus's {@code MailConnectException} when the server was not
     *     reached, else a {@code MessagingException}
     */
    public static MessagingException of(MailException failure) {
        if (failure instanceof AuthenticationException) {
            return new AuthenticationFailedException(failure.getMessage(), failure);
        }
        if (failure instanceof ConnectionException && failure.stage() == Stage.CONNECT && Angus.isPresent()) {
            return AngusFailures.notConnected(failure);
        }
        return new MessagingException(failure.getMessage(), failure);
    }

    /**
     * Translates what is no {@link MailException}: a sender that was closed meanwhile, a name that is no sender's.
     *
     * @param failure what happened
     * @return a {@code MessagingException}
     */
    public static MessagingException of(RuntimeException failure) {
        return failure instanceof MailException mail ? of(mail) : new MessagingException(failure.getMessage(), failure);
    }
}
