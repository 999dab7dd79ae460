package io.mailswitch.spring.internal.senders;

import io.mailswitch.MailSender;
import io.mailswitch.spring.MailswitchJavaMailSender;
import org.jspecify.annotations.Nullable;

/** For applications that set a fresh access token as the password before they send. */
final class TokenJavaMailSender extends MailswitchJavaMailSender {
    private final PasswordTokens tokens;

    TokenJavaMailSender(MailSender sender, PasswordTokens tokens) {
        super(sender);
        this.tokens = tokens;
    }

    /**
     * Sets the token for connections that are opened from now on.
     *
     * @param password an access token
     */
    @Override
    public void setPassword(@Nullable String password) {
        tokens.replace(password);
    }
}
