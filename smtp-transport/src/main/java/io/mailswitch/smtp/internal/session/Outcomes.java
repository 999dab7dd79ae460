package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.spi.Submission;
import org.jspecify.annotations.Nullable;

/** Where the messages of a window come from, and where what becomes of them goes. Used by one thread. */
public interface Outcomes {
    /**
     * Returns the next message that is ready.
     *
     * @return null when there is none now, or others wait for the connection
     */
    @Nullable
    Submission next();

    /**
     * Tells that a message was accepted.
     *
     * @param submission the message
     * @param receipt its receipt
     */
    void accepted(Submission submission, SendReceipt receipt);

    /**
     * Tells that a message was not accepted, or that nobody knows.
     *
     * @param submission the message
     * @param failure why
     */
    void failed(Submission submission, MailException failure);

    /**
     * Tells that nothing of a message was taken, for a reason that another connection does not share.
     *
     * @param submission the message
     * @param otherwise what is told when it had its second try already
     */
    void again(Submission submission, MailException otherwise);
}
