package io.mailswitch.jakarta;

import jakarta.mail.Provider;

/** Announces {@link MailswitchTransport} for the protocol {@code mailswitch}. Found as a service; applications need not name it. */
public final class MailswitchProvider extends Provider {
    /** Makes the provider. */
    public MailswitchProvider() {
        super(Type.TRANSPORT, "mailswitch", MailswitchTransport.class.getName(), "Mailswitch", null);
    }
}
