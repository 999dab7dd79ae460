package io.mailswitch.smtp.internal.auth;

import io.mailswitch.smtp.SmtpAuth;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** The ways of signing in (SASL mechanisms) that are used, in the order of preference. */
enum Mechanism {
    /** A token, in the form that Microsoft and Google defined. */
    XOAUTH2(SmtpAuth.OAUTH2),
    /** A token (RFC 7628). */
    OAUTHBEARER(SmtpAuth.OAUTH2),
    /** User name and password in one message (RFC 4616). */
    PLAIN(SmtpAuth.PASSWORD),
    /** User name and password, asked for one after the other; never standardized, yet all that Exchange has. */
    LOGIN(SmtpAuth.PASSWORD);

    private final SmtpAuth kind;

    Mechanism(SmtpAuth kind) {
        this.kind = kind;
    }

    /** Chooses the best of those that a server offers. */
    static Optional<Mechanism> choose(SmtpAuth kind, Collection<String> offered) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.kind == kind && offered.contains(mechanism.name()))
                .findFirst();
    }
}
