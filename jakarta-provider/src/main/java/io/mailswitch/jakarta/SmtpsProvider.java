package io.mailswitch.jakarta;

import jakarta.mail.Provider;

/**
 * Announces {@link MailswitchTransport} for the protocol {@code smtps}. It carries no {@code DefaultProvider} annotation, so Jakarta Mail
 * prefers it to the provider of Angus Mail. Found as a service; applications need not name it.
 */
public final class SmtpsProvider extends Provider {
    /** Makes the provider. */
    public SmtpsProvider() {
        super(Type.TRANSPORT, "smtps", MailswitchTransport.class.getName(), "Mailswitch", null);
    }
}
