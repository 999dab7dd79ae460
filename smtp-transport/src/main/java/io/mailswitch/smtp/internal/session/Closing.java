package io.mailswitch.smtp.internal.session;

import io.mailswitch.Reply;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.MalformedReplyException;
import io.mailswitch.smtp.internal.wire.UnaskedReplyException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is made sure behind the last message under way, where no other's RSET follows: that the server has no more to say, and that nothing of a
 * refused message is left for the next user of the connection, who does not begin with RSET. Used by one thread.
 */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");

    private final Settings settings;
    private final SmtpConnection connection;
    private final Dialogue dialogue;
    private final Doubts doubts;

    Closing(Settings settings, SmtpConnection connection, Doubts doubts) {
        this.settings = settings;
        this.connection = connection;
        this.dialogue = connection.dialogue();
        this.doubts = doubts;
    }

    /**
     * Looks whether a reply was one too many.
     *
     * @param last the reply before
     * @return false when the server has ended the connection behind it
     * @throws OutOfStepException when the server has said more than it was asked
     */
    boolean isSilentAfter(Reply last) throws IOException {
        try {
            dialogue.requireSilence();
            return true;
        } catch (UnaskedReplyException e) {
            if (e.reply().code() != 421) {
                if (Refusals.unknownCommand(last)) {
                    doubts.chunkingFailed(last + ", and then it took the content for commands");
                }
                throw new OutOfStepException("more replies than there were commands", e.reply());
            }
        } catch (MalformedReplyException e) {
            throw e;
        } catch (DeadlineException e) {
            throw new OutOfStepException("the beginning of a reply more than there were commands", last);
        } catch (IOException e) {
            LOG.debug("{} ended behind its answer: {}", connection.id(), e.getMessage());
        }
        return false;
    }

    /**
     * Says RSET. RFC 3030 §2: what a refused chunk leaves behind is not defined. The reply also shows that the refusal was the answer to the
     * content.
     *
     * @return whether the connection may carry further messages
     * @throws OutOfStepException when the reply answers something else, or is not the only one
     */
    boolean reset() throws IOException {
        Reply answer;
        try {
            Waits waits = Waits.start(settings.timeouts());
            answer = dialogue.ask(Command.of("RSET"), waits.command());
        } catch (UnaskedReplyException e) {
            if (e.reply().code() != 421) {
                throw new OutOfStepException("more replies than there were commands", e.reply());
            }
            return false;
        } catch (MalformedReplyException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("{} not reset: {}", connection.id(), e.getMessage());
            return false;
        }
        if (Places.notOfReset(answer)) {
            throw new OutOfStepException("the server answered RSET as if it were the message", answer);
        }
        return answer.code() == 250 && isSilentAfter(answer);
    }
}
