package io.mailswitch.javax;

import io.mailswitch.javax.internal.ContentHandlers;
import javax.mail.Provider;

/**
 * Announces {@link MailswitchTransport} for the protocol {@code smtps}. It carries no {@code DefaultProvider} annotation, so JavaMail prefers it
 * to its own. Found as a service; applications need not name it.
 */
public final class SmtpsProvider extends Provider {
    static {
        ContentHandlers.restoreJavaMail();
    }

    /** Makes the provider. */
    public SmtpsProvider() {
        super(Type.TRANSPORT, "smtps", MailswitchTransport.class.getName(), "Mailswitch", null);
    }
}
