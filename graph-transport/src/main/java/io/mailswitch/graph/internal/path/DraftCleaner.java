package io.mailswitch.graph.internal.path;

import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.graph.internal.failure.ErrorTable;
import io.mailswitch.graph.internal.failure.Failures;
import io.mailswitch.graph.internal.failure.Verdict;
import io.mailswitch.graph.internal.limit.TurnException;
import io.mailswitch.graph.internal.wire.Answer;
import io.mailswitch.graph.internal.wire.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes drafts of messages that were not sent. Never throws: the failure that made it necessary is what the caller must learn. */
public final class DraftCleaner {
    private static final Logger LOG = LoggerFactory.getLogger(DraftCleaner.class);

    /** Short, since somebody waits for the exception. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final int TRIES = 3;

    /** Between two tries, where Graph asks for none. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private DraftCleaner() {}

    /**
     * Deletes a draft.
     *
     * @param session asks Graph
     * @param id its id
     * @return false where it may still be there
     */
    public static boolean delete(MailboxSession session, String id) {
        return delete(session, id, true);
    }

    /**
     * Deletes a draft that may be sent at this very moment.
     *
     * @return true only where Graph says that it deleted it: one that is not found may have been sent and be on its way to Sent Items
     */
    static boolean takeBack(MailboxSession session, String id) {
        return delete(session, id, false);
    }

    private static boolean delete(MailboxSession session, String id, boolean goneIsEnough) {
        boolean deleted = Uninterrupted.run(() -> tryDelete(session, id, goneIsEnough));
        if (!deleted) {
            LOG.warn("a draft of a message that was not sent could not be deleted and is left in Drafts");
        }
        return deleted;
    }

    private static boolean tryDelete(MailboxSession session, String id, boolean goneIsEnough) {
        Answer answer = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                if (i > 0 && !isTimeToTryAgain(session, answer)) {
                    return false;
                }
                answer = session.ask(Operation.DELETE_DRAFT, Map.of("id", id), null, BOUND);
                if (answer.isYes(Operation.DELETE_DRAFT)) {
                    return true;
                }
                if (answer.status() == 404) {
                    return goneIsEnough;
                }
            } catch (MailException e) {
                answer = null;
                LOG.debug("deleting a draft failed: {}", e.summary());
                if (e.origin() == FailureOrigin.CALLER) {
                    return false;
                }
            }
        }
        return false;
    }

    /** Waits as long as Graph asks for, else a moment; false where it makes no sense, or would take long. */
    private static boolean isTimeToTryAgain(MailboxSession session, @Nullable Answer before) {
        Duration asked = before == null ? null : before.retryAfter();
        if (before != null) {
            Verdict verdict = ErrorTable.of(before).verdict();
            if (verdict == Verdict.LATER && asked != null) {
                return session.waitedOut(before);
            }
            if (verdict.resend() != Resend.SAFE_LATER || (asked != null && asked.compareTo(BOUND) > 0)) {
                return false;
            }
        }
        try {
            session.pass().sleep(asked == null ? PAUSE : asked);
            return true;
        } catch (TurnException e) {
            return false;
        }
    }

    /** Deletes the draft that may have come about although the answer to its creation was lost. */
    static void deleteLost(MailboxSession session, String messageId) {
        Uninterrupted.run(() -> {
            try {
                Optional<String> id = find(session, "drafts", messageId, BOUND).fields().items().stream()
                        .flatMap(item -> item.id().stream())
                        .findFirst();
                return id.isEmpty() || tryDelete(session, id.get(), true);
            } catch (MailException e) {
                LOG.debug("looking for a lost draft failed: {}", e.summary());
                return false;
            }
        });
    }

    /**
     * Looks for a message in a folder.
     *
     * @param session asks Graph
     * @param folder the well-known name of the folder
     * @param messageId the Message-ID, with angle brackets
     * @param bound how long it may take; null for as long as any request
     * @return the answer, whose items are what was found
     * @throws MailException when the folder cannot be searched
     */
    public static Answer find(MailboxSession session, String folder, String messageId, @Nullable Duration bound) {
        Answer answer = session.ask(
                Operation.FIND_MESSAGE,
                Map.of(
                        "folder",
                        folder,
                        "%24filter",
                        "internetMessageId eq '" + messageId.replace("'", "''") + "'",
                        "%24select",
                        "id,internetMessageId",
                        "%24top",
                        "1"),
                null,
                bound);
        if (!answer.isYes(Operation.FIND_MESSAGE)) {
            throw Failures.of(Operation.FIND_MESSAGE, answer);
        }
        return answer;
    }
}
