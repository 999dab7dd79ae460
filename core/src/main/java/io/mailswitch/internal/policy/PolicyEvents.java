package io.mailswitch.internal.policy;

import io.mailswitch.MailException;
import io.mailswitch.spi.Submission;
import java.time.Duration;

/**
 * Hears what the policies do. Called on the thread that sends, outside of all locks; implementations must be thread-safe, return soon and not
 * throw. All methods do nothing by default.
 */
public interface PolicyEvents {
    /** Hears nothing. */
    PolicyEvents NONE = new PolicyEvents() {};

    /**
     * A try failed and another will follow.
     *
     * @param submission the message
     * @param failure why the try failed
     * @param attempt which try failed, from 1
     * @param delay how long until the next; zero for at once
     */
    default void retrying(Submission submission, MailException failure, int attempt, Duration delay) {}

    /**
     * A transport did not take the message, and the next one is tried.
     *
     * @param submission the message
     * @param from the transport that did not take it
     * @param to the next transport
     * @param failure why it did not
     */
    default void failedOver(Submission submission, String from, String to, MailException failure) {}

    /**
     * A message begins to wait for a limit of its mailbox.
     *
     * @param submission the message
     * @param mailbox the mailbox whose limit it is
     */
    default void waiting(Submission submission, String mailbox) {}

    /**
     * The wait for a limit is over, successfully or not.
     *
     * @param submission the message
     * @param mailbox the mailbox whose limit it was
     * @param waited how long it took
     */
    default void waited(Submission submission, String mailbox, Duration waited) {}

    /**
     * A server asked for a pause of a whole mailbox.
     *
     * @param mailbox the mailbox
     * @param pause how long
     */
    default void paused(String mailbox, Duration pause) {}

    /**
     * A transport failed and is left alone for a while.
     *
     * @param transport its name
     * @param rest how long
     * @param failure why
     */
    default void transportRests(String transport, Duration rest, MailException failure) {}

    /**
     * A transport that rested works again.
     *
     * @param transport its name
     */
    default void transportReturned(String transport) {}
}
