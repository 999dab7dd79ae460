package io.mailswitch.internal.sender;

import io.mailswitch.SendOutcome;
import org.jspecify.annotations.Nullable;

/** Where a lane gets messages from and brings outcomes to. */
interface BatchSource {
    /** Returns the next message; null when there is none now, or, where the caller waits, when there will be none. */
    @Nullable
    BatchItem next(boolean wait);

    /** Takes back a message that was not begun; it will be the next one. */
    void putBack(BatchItem item);

    /** Takes the outcome of a message. */
    void ended(BatchItem item, SendOutcome outcome);
}
