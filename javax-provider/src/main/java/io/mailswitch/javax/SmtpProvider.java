package io.mailswitch.javax;

import io.mailswitch.javax.internal.ContentHandlers;
import javax.mail.Provider;

/**
 * Announces {@link MailswitchTransport} for the protocol {@code smtp}. It carries no {@code DefaultProvider} annotation, so JavaMail prefers it
 * to its own. Found as a service; applications need not name it.
 */
public final class SmtpProvider extends Provider {
    static {
        ContentHandlers.restoreJavaMail();
    }

    /** Makes the provider. */
    public SmtpProvider() {
        super(Type.TRANSPORT, "smtp", MailswitchTransport.class.getName(), "Mailswitch", null);
    }
}
