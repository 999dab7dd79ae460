package io.mailswitch.smtp.internal.session;

import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.smtp.internal.wire.BareLineBreakException;
import io.mailswitch.smtp.internal.wire.ContentLengthException;
import io.mailswitch.smtp.internal.wire.ContentStream;
import io.mailswitch.spi.Submission;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content of a message into a stream that ends where was announced, and says what is wrong with it. */
final class WholeContent {
    private static final String ADVICE =
            "Send content that stays the same while it is sent, with CRLF line ends throughout.";

    private WholeContent() {}

    /**
     * Fills a stream that holds all of it, so that whatever is wrong is known before the first octet leaves.
     *
     * @throws MailException when there is something wrong with the content
     */
    static void collect(Submission submission, long size, ContentStream into) {
        try {
            submission.content().writeTo(into, List.of());
        } catch (IOException e) {
            throw broken(submission, e);
        } catch (InvalidMessageException e) {
            throw of(submission, e);
        } catch (RuntimeException e) {
            // of a source of the application's own: it must not end the messages that are under way
            throw changed(submission, "cannot be read: " + e, e);
        }
        if (into.octets() != size) {
            throw changed(submission, otherLength(size, into.octets()), null);
        }
        if (into.endsWithin()) {
            throw changed(submission, "ends with a CR, which is half of a line break", null);
        }
    }

    static String otherLength(long size, long found) {
        return "was announced with " + size + " octets, but has " + found;
    }

    /** What it means that the stream refused the content. */
    static MailException broken(Submission submission, IOException e) {
        if (e instanceof BareLineBreakException) {
            return changed(submission, "has a line break that is not CRLF, which servers read in different ways", e);
        }
        return changed(submission, e instanceof ContentLengthException ? e.getMessage() : "cannot be read: " + e, e);
    }

    static InvalidMessageException changed(Submission submission, @Nullable String problem, @Nullable Throwable cause) {
        return of(submission, new InvalidMessageException("content", String.valueOf(problem), ADVICE, cause));
    }

    /** Names transport and message. */
    static InvalidMessageException of(Submission submission, InvalidMessageException e) {
        return e.with(e.failure().toBuilder()
                .transport("smtp")
                .messageId(submission.messageId())
                .build());
    }
}
