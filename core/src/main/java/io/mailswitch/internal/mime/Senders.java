package io.mailswitch.internal.mime;

import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.Mailbox;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who speaks for an email, in header and envelope. */
final class Senders {
    private Senders() {}

    /** Returns the Sender field, which should not repeat the author (RFC 5322 §3.6.2). */
    static Optional<Mailbox> written(Email email, Mailbox from) {
        return email.sender().filter(sender -> !sender.address().equals(from.address()));
    }

    /** Returns where bounces go unless the application says otherwise: whoever hands the message in. */
    static EmailAddress ownReversePath(Email email, Mailbox from) {
        return email.sender().orElse(from).address();
    }

    static @Nullable EmailAddress reversePath(Email email, Mailbox from) {
        return email.nullReversePath() ? null : email.reversePath().orElseGet(() -> ownReversePath(email, from));
    }
}
