package io.mailswitch.smtp.internal.session;

import io.mailswitch.Reply;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The server's replies do not belong to the commands in whose place they came. */
final class OutOfStepException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final transient @Nullable Reply reply;

    OutOfStepException(String problem, @Nullable Reply reply) {
        super(problem);
        this.problem = problem;
        this.reply = reply;
    }

    String problem() {
        return problem;
    }

    @Nullable
    Reply reply() {
        return reply;
    }
}
