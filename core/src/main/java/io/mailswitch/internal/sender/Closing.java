package io.mailswitch.internal.sender;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import org.jspecify.annotations.Nullable;

/** The failures of messages that this side gave up. */
final class Closing {
    private Closing() {}

    /** Returns the failure of a message that was never begun, because the sender was closed. */
    static SubmissionException beforeBegin(@Nullable Throwable cause) {
        return notBegun(
                "the sender was closed before the message was sent", "Send it through another MailSender.", cause);
    }

    /** Returns the failure of a message that a transport did not even take. */
    static SubmissionException notTaken(Throwable cause) {
        return notBegun("the transport failed before it took the message", "Report this error: " + cause, cause);
    }

    /** Returns the failure of a message that was never begun, because its batch was cancelled. */
    static SubmissionException cancelled() {
        return notBegun("the batch was cancelled before the message was sent", "Send it again.", null);
    }

    /** Returns the failure of a message that a transport took and of which it said nothing. */
    static SubmissionException forgotten(@Nullable Throwable cause) {
        return new SubmissionException(
                "the transport ended without saying what became of the message",
                Failure.at(Stage.FINAL_REPLY, "Look whether it arrived before sending it again; report this error.")
                        .outcome(Outcome.UNKNOWN)
                        .build(),
                cause);
    }

    private static SubmissionException notBegun(String summary, String advice, @Nullable Throwable cause) {
        return new SubmissionException(
                summary,
                Failure.at(Stage.QUEUE, advice)
                        .resend(Resend.SAFE_LATER)
                        .origin(FailureOrigin.CALLER)
                        .build(),
                cause);
    }
}
