package io.mailswitch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The message cannot be sent as it is: a field is missing, malformed or contains what must not reach the wire. Thrown by the
 * builders of message values, and by the sender before anything leaves.
 */
public final class InvalidMessageException extends MailException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Makes the exception for a field.
     *
     * @param field the field as its builder calls it, such as {@code subject}
     * @param problem what is wrong with it, without the value itself, no full stop
     * @param instead what to write instead, a sentence
     */
    public InvalidMessageException(String field, String problem, String instead) {
        this(field, problem, instead, null);
    }

    /**
     * Makes the exception for a field, with the error that showed it.
     *
     * @param field the field as its builder calls it, such as {@code subject}
     * @param problem what is wrong with it, without the value itself, no full stop
     * @param instead what to write instead, a sentence
     * @param cause the underlying error, if there is one
     */
    public InvalidMessageException(String field, String problem, String instead, @Nullable Throwable cause) {
        this(
                field,
                field + ": " + problem,
                Failure.at(Stage.PREPARATION, instead)
                        .origin(FailureOrigin.MESSAGE)
                        .build(),
                cause);
    }

    private InvalidMessageException(String field, String summary, Failure failure, @Nullable Throwable cause) {
        super(summary, failure, cause);
        this.field = Objects.requireNonNull(field, "field");
    }

    /**
     * Returns the field at fault.
     *
     * @return its name as the builder calls it
     */
    public String field() {
        return field;
    }

    @Override
    public InvalidMessageException with(Failure more) {
        return copied(new InvalidMessageException(field, summary(), more, getCause()));
    }
}
