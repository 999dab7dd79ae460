package io.mailswitch.spring.internal.senders;

import io.mailswitch.MailSender;
import org.springframework.beans.factory.InitializingBean;

/** Lets an application start only when its mail server can be reached and signed in to. */
public final class StartupCheck implements InitializingBean {
    private final MailSender sender;

    /**
     * Makes the check.
     *
     * @param sender what is checked
     */
    public StartupCheck(MailSender sender) {
        this.sender = sender;
    }

    /**
     * Checks.
     *
     * @throws io.mailswitch.MailException when mail could not be sent
     */
    @Override
    public void afterPropertiesSet() {
        sender.check().failure().ifPresent(failure -> {
            throw failure;
        });
    }
}
