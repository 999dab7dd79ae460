package io.mailswitch.spring;

import io.mailswitch.MailSenderBuilder;

/**
 * Changes how the senders of an application are opened, such as by a listener on the sending thread, an executor or a clock. Every bean of this
 * type is asked, in their order, before the {@link io.mailswitch.MailSender} and before the named senders are opened.
 */
@FunctionalInterface
public interface MailSenderCustomizer {
    /**
     * Changes the builder. Configuration, token source and {@link io.mailswitch.SendListener} beans are already in it.
     *
     * @param builder the builder of one sender, or of all named ones
     */
    void customize(MailSenderBuilder builder);
}
