package io.mailswitch.internal.sender;

import io.mailswitch.Email;
import io.mailswitch.SendOutcome;
import org.jspecify.annotations.Nullable;

/** A message of a batch between its reading and the handing over of its outcome. */
final class BatchItem {
    private final Email email;
    private volatile @Nullable SendOutcome outcome;

    BatchItem(Email email) {
        this.email = email;
    }

    Email email() {
        return email;
    }

    void end(SendOutcome value) {
        outcome = value;
    }

    @Nullable
    SendOutcome outcome() {
        return outcome;
    }
}
