package io.mailswitch.smtp.internal.config;

import io.mailswitch.Secret;
import io.mailswitch.smtp.SmtpAuth;
import org.jspecify.annotations.Nullable;

/**
 * How the sender signs in.
 *
 * @param mode by token, by password or not at all
 * @param username the mailbox; null with {@link SmtpAuth#NONE} only
 * @param password null unless the mode is {@link SmtpAuth#PASSWORD}
 * @param scope what a token must be for
 */
public record Login(
        SmtpAuth mode, @Nullable String username, @Nullable Secret password, String scope) {}
