package io.mailswitch.internal.policy;

import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import io.mailswitch.spi.Transport;
import java.time.Duration;
import java.util.Optional;

/**
 * Tries messages again, one at a time or out of a window of them. Waits on the thread that sends, holding no connection and no turn, so that
 * other messages go on.
 */
abstract class Repeating extends WrappingTransport {
    private final Waits waits;
    private final PolicyEvents events;

    Repeating(Transport next, Waits waits, PolicyEvents events) {
        super(next);
        this.waits = waits;
        this.events = events;
    }

    final Waits waits() {
        return waits;
    }

    /**
     * Decides about another try.
     *
     * @param e how the last one failed
     * @param tries all of the message, the last one included
     * @return the pause before the next; empty when there is none
     */
    abstract Optional<Duration> pause(MailException e, Tries tries);

    /** Books a failure, and tells of the try that follows it, if one does. */
    final Optional<Duration> again(Submission submission, MailException e, Tries tries) {
        tries.failed(e);
        Optional<Duration> pause = pause(e, tries);
        pause.ifPresent(time -> events.retrying(submission, e, tries.count(), time));
        return pause;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        Tries tries = new Tries(waits.ticker().nanos());
        while (true) {
            try {
                return tries.told(next().submit(submission));
            } catch (MailException e) {
                Optional<Duration> pause = again(submission, e, tries);
                if (pause.isEmpty() || !waited(pause.get())) {
                    throw tries.last();
                }
            } catch (IllegalStateException e) { // closed meanwhile, which is no news about a message that failed before
                if (tries.isFirst()) {
                    throw e;
                }
                throw tries.last();
            }
        }
    }

    @Override
    public void submitAll(SubmissionBatch batch) {
        RepeatedBatch repeated = new RepeatedBatch(batch, this);
        try {
            next().submitAll(repeated);
        } catch (IllegalStateException e) { // closed meanwhile, which is no news about messages that failed before
            repeated.giveUp();
            throw e;
        } catch (RuntimeException | Error e) {
            repeated.giveUpWaiting(); // of those that were handed out again nobody knows
            throw e;
        }
        repeated.giveUp();
    }

    /**
     * Waits.
     *
     * @param pause how long
     * @return false when the sender was closed or the thread interrupted before the end
     */
    final boolean waited(Duration pause) {
        try {
            return waits.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
