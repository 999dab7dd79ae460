package io.mailswitch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message was not accepted, or nobody knows whether it was. One family for all transports; unchecked.
 *
 * <p>Callers decide by {@link #resend()} and {@link #retryAfter()}, people by {@link #advice()}; no text has to be
 * parsed. The message of the exception says what was tried, what the server answered and the advice, and holds no
 * secret and no address. Recipients are in {@link #rejections()}.
 */
public abstract sealed class MailException extends RuntimeException
        permits ConfigurationException,
                InvalidMessageException,
                UnsupportedFeatureException,
                ConnectionException,
                AuthenticationException,
                SubmissionException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final String summary;

    MailException(String summary, Failure failure, @Nullable Throwable cause) {
        super(describe(summary, failure), cause);
        this.summary = summary;
        this.failure = failure;
    }

    private static String describe(String summary, Failure failure) {
        StringBuilder text = new StringBuilder(summary);
        failure.reply()
                .ifPresent(reply -> text.append("; the server answered: ").append(reply));
        if (!failure.advice().isEmpty()) {
            text.append(". ").append(failure.advice());
        }
        return text.toString();
    }

    /**
     * Returns the same failure with more said about it, such as the transport or the Message-ID.
     *
     * @param more the failure to hold instead, made by {@link #failure()}{@code .toBuilder()}
     * @return an exception of the same type with the same cause, stack trace and suppressed exceptions
     */
    public abstract MailException with(Failure more);

    /** Makes a copy tell where it came from: the place in the program, and by its suppressed exceptions earlier tries and other transports. */
    final <E extends MailException> E copied(E copy) {
        copy.setStackTrace(getStackTrace());
        for (Throwable earlier : getSuppressed()) {
            copy.addSuppressed(earlier);
        }
        return copy;
    }

    /**
     * Returns what was tried and how it failed, without reply and advice.
     *
     * @return one clause without a full stop
     */
    public String summary() {
        return summary;
    }

    /**
     * Returns all that is known, for a transport or policy that adds to it.
     *
     * @return the failure
     */
    public Failure failure() {
        return failure;
    }

    /**
     * Returns what is known of the message.
     *
     * @return not accepted, or unknown
     */
    public Outcome outcome() {
        return failure.outcome();
    }

    /**
     * Returns whether sending the same message again makes sense.
     *
     * @return the answer
     */
    public Resend resend() {
        return failure.resend();
    }

    /**
     * Returns where the cause lies.
     *
     * @return the origin
     */
    public FailureOrigin origin() {
        return failure.origin();
    }

    /**
     * Returns how long the server asked to wait before the next try.
     *
     * @return the pause, or empty where the server named none
     */
    public Optional<Duration> retryAfter() {
        return failure.retryAfter();
    }

    /**
     * Returns how far the send had come.
     *
     * @return the stage
     */
    public Stage stage() {
        return failure.stage();
    }

    /**
     * Returns the answer that ended the send.
     *
     * @return the reply, or empty where no answer came
     */
    public Optional<Reply> reply() {
        return failure.reply();
    }

    /**
     * Returns the recipients that were refused.
     *
     * @return the refusals in the order of the envelope; empty where the failure is not about recipients
     */
    public List<Rejection> rejections() {
        return failure.rejections();
    }

    /**
     * Returns what a person can do about it.
     *
     * @return one or two sentences
     */
    public String advice() {
        return failure.advice();
    }

    /**
     * Returns how often the message was submitted, to one transport or several. The failures of earlier tries are among
     * {@link #getSuppressed()}.
     *
     * @return at least 1
     */
    public int attempts() {
        return failure.attempts();
    }

    /**
     * Returns the name of the transport that failed.
     *
     * @return such as {@code smtp}; empty before a transport was chosen
     */
    public Optional<String> transport() {
        return failure.transport();
    }

    /**
     * Returns the Message-ID of the message, which stays the same when it is sent again.
     *
     * @return the id with angle brackets; empty where there is no message yet
     */
    public Optional<String> messageId() {
        return failure.messageId();
    }
}
