package io.mailswitch.spring;

import io.mailswitch.AuthenticationException;
import io.mailswitch.ConnectionException;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Stage;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells failures that every message of a batch would meet from those of one message or of one mailbox. */
final class SharedFailure {
    private static final String SMTP = "smtp";
    private static final String SEVERAL = "failover:";

    private SharedFailure() {}

    /**
     * Tells whether the next message would meet the same. Where there are several transports, the reason of each is looked at.
     *
     * @param reason why a message was not sent; null where that is not known
     * @return true when there is no point in trying the rest
     */
    static boolean holdsForAll(@Nullable MailException reason) {
        if (reason == null || reason.outcome() != Outcome.NOT_ACCEPTED) {
            return false;
        }
        if (reason.transport().filter(name -> name.startsWith(SEVERAL)).isEmpty()) {
            return isShared(reason);
        }
        List<MailException> each = Stream.of(reason.getSuppressed())
                .filter(MailException.class::isInstance)
                .map(MailException.class::cast)
                .toList();
        return !each.isEmpty() && each.stream().allMatch(SharedFailure::holdsForAll);
    }

    /** Who may send from which mailbox is a question that Graph answers for each; an SMTP server lets one user in, or not. */
    private static boolean isShared(MailException reason) {
        if (reason instanceof ConnectionException) {
            return reason.stage() != Stage.QUEUE; // there it is others of ours that are in the way
        }
        return reason instanceof AuthenticationException
                && (reason.stage() == Stage.TOKEN
                        || reason.transport().filter(SMTP::equals).isPresent());
    }
}
