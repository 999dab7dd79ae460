package io.mailswitch.internal.sender;

import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.SendOutcome;
import io.mailswitch.SendReceipt;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a transport's {@code submitAll}: gives it messages of a batch, made ready, and books what becomes of each. For one thread. */
final class BatchLane implements SubmissionBatch {
    private final String batch;
    private final Backend backend;
    private final BatchSource source;
    private final IdentityHashMap<Submission, Taken> underWay = new IdentityHashMap<>();
    private boolean took;
    private boolean refused;
    private boolean exhausted;

    private record Taken(BatchItem item, long start) {}

    BatchLane(String batch, Backend backend, BatchSource source) {
        this.batch = batch;
        this.backend = backend;
        this.source = source;
    }

    /** Lets the transport send until there is nothing left; each message that it took has an outcome afterwards. */
    void run() {
        try {
            backend.transport().submitAll(this);
            finish(() -> Closing.forgotten(null));
        } catch (RuntimeException | Error e) {
            boolean cutOff = e instanceof IllegalStateException && backend.isClosed();
            finish(() -> cutOff ? Closing.beforeBegin(e) : Closing.forgotten(e));
            failNext(e);
        }
    }

    /** A transport that throws before it takes anything would be asked for ever: the message that is next has met a failure then. */
    private void failNext(Throwable cause) {
        if (!took && !refused && !exhausted) {
            BatchItem item = source.next(true);
            if (item == null) {
                exhausted = true;
            } else {
                source.ended(
                        item,
                        SendOutcome.failed(
                                item.email(),
                                backend.isClosed() ? Closing.beforeBegin(cause) : Closing.notTaken(cause)));
            }
        }
    }

    /** Tells whether the backend was closing and let no message in. */
    boolean refused() {
        return refused;
    }

    /** Tells whether there was no message left. */
    boolean exhausted() {
        return exhausted;
    }

    @Override
    public Optional<Submission> take() {
        return next(true);
    }

    @Override
    public Optional<Submission> poll() {
        return next(false);
    }

    private Optional<Submission> next(boolean wait) {
        while (!refused) {
            BatchItem item = source.next(wait);
            if (item == null) {
                exhausted = wait;
                return Optional.empty();
            }
            if (!backend.enter()) {
                refused = true;
                source.putBack(item);
                return Optional.empty();
            }
            took = true;
            Submission submission = prepare(item);
            if (submission != null) {
                underWay.put(submission, new Taken(item, System.nanoTime()));
                backend.activity().started(submission, batch);
                return Optional.of(submission);
            }
        }
        return Optional.empty();
    }

    private @Nullable Submission prepare(BatchItem item) {
        try {
            return backend.prepare(item.email());
        } catch (MailException e) {
            end(item, SendOutcome.failed(item.email(), e));
        } catch (RuntimeException | Error e) {
            MailException failure = new InvalidMessageException(
                    "message", "cannot be made ready: " + e, "Check its content sources, or report this error.", e);
            end(item, SendOutcome.failed(item.email(), failure));
        }
        return null;
    }

    @Override
    public void accepted(Submission submission, SendReceipt receipt) {
        Taken taken = taken(submission);
        try {
            backend.activity().accepted(submission, receipt, Backend.since(taken.start()));
        } finally {
            end(taken.item(), SendOutcome.accepted(taken.item().email(), receipt));
        }
    }

    @Override
    public void failed(Submission submission, MailException failure) {
        Taken taken = taken(submission);
        try {
            backend.activity().failed(submission, failure, Backend.since(taken.start()));
        } finally {
            end(taken.item(), SendOutcome.failed(taken.item().email(), failure));
        }
    }

    private Taken taken(Submission submission) {
        Taken taken = underWay.remove(submission);
        if (taken == null) {
            throw new IllegalArgumentException("no message without an outcome was taken from here as " + submission);
        }
        return taken;
    }

    private void end(BatchItem item, SendOutcome outcome) {
        backend.leave();
        source.ended(item, outcome);
    }

    private void finish(Supplier<MailException> failure) {
        for (Submission submission : List.copyOf(underWay.keySet())) {
            failed(submission, failure.get());
        }
    }
}
