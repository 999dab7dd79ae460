package io.mailswitch.javax;

import io.mailswitch.javax.internal.ContentHandlers;
import javax.mail.Provider;

/**
 * Announces {@link MailswitchTransport} for the protocol {@code mailswitch}. It carries no {@code DefaultProvider} annotation, so JavaMail prefers it
 * to its own. Found as a service; applications need not name it.
 */
public final class MailswitchProvider extends Provider {
    static {
        ContentHandlers.restoreJavaMail();
    }

    /** Makes the provider. */
    public MailswitchProvider() {
        super(Type.TRANSPORT, "mailswitch", MailswitchTransport.class.getName(), "Mailswitch", null);
    }
}
