package io.mailswitch.jakarta;

import jakarta.mail.Provider;

/**
 * Announces {@link MailswitchTransport} for the protocol {@code smtp}. It carries no {@code DefaultProvider} annotation, so Jakarta Mail
 * prefers it to the provider of Angus Mail. Found as a service; applications need not name it.
 */
public final class SmtpProvider extends Provider {
    /** Makes the provider. */
    public SmtpProvider() {
        super(Type.TRANSPORT, "smtp", MailswitchTransport.class.getName(), "Mailswitch", null);
    }
}
