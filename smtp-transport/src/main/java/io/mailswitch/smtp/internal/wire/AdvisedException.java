package io.mailswitch.smtp.internal.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection could not be had for a reason that is known, with what to do about it. */
public class AdvisedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String summary;
    private final String advice;
    private final boolean passesByItself;

    /**
     * Makes the exception.
     *
     * @param summary what is wrong, one clause without a full stop
     * @param advice what a person can do, one or two sentences
     * @param passesByItself whether trying again later can help without anybody changing anything
     * @param cause the error beneath, if there is one
     */
    public AdvisedException(String summary, String advice, boolean passesByItself, @Nullable Throwable cause) {
        super(summary, cause);
        this.summary = summary;
        this.advice = advice;
        this.passesByItself = passesByItself;
    }

    /**
     * Returns what is wrong.
     *
     * @return one clause without a full stop
     */
    public final String summary() {
        return summary;
    }

    /**
     * Returns what a person can do.
     *
     * @return one or two sentences
     */
    public final String advice() {
        return advice;
    }

    /**
     * Tells whether trying again later can help without anybody changing anything.
     *
     * @return true when the cause may pass
     */
    public final boolean passesByItself() {
        return passesByItself;
    }
}
