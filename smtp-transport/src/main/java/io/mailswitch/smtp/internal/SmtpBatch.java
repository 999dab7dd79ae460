package io.mailswitch.smtp.internal;

import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.session.Doubts;
import io.mailswitch.smtp.internal.session.Outcomes;
import io.mailswitch.smtp.internal.session.Overlap;
import io.mailswitch.smtp.internal.session.SmtpConnection;
import io.mailswitch.smtp.internal.session.Transaction;
import io.mailswitch.smtp.internal.session.Waits;
import io.mailswitch.smtp.internal.session.Window;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends a batch: on each connection one message by itself, which finds out whether the connection is any good, and those after it in a window. A
 * connection is given back when no message is ready, or when other threads wait for one. Used by one thread.
 */
final class SmtpBatch implements Outcomes {
    private final Connections connections;
    private final SubmissionBatch batch;
    private final Deque<Submission> again = new ArrayDeque<>();
    private final Set<Submission> triedTwice = Collections.newSetFromMap(new IdentityHashMap<>());

    SmtpBatch(Connections connections, SubmissionBatch batch) {
        this.connections = connections;
        this.batch = batch;
    }

    void run() {
        @Nullable Submission next = take();
        while (next != null) {
            next = begin(next);
            if (next == null) {
                next = take();
            }
        }
    }

    /** Sends a message, and others over the same connection; returns one that has to go over another. */
    private @Nullable Submission begin(Submission first) {
        Failures failures = failures(first);
        Waits waits = Waits.start(connections.settings().timeouts());
        long size;
        Lease lease;
        try {
            size = first.content().size(List.of());
            lease = connections.lease(waits, failures);
        } catch (MailException e) {
            failed(first, e);
            return null;
        }
        try (lease) {
            send(lease, first, size, waits, failures);
            return follow(lease);
        }
    }

    private @Nullable Submission follow(Lease lease) {
        SmtpConnection connection = lease.usable();
        while (connection != null) {
            Submission alone = sendMany(connection);
            connection = lease.usable();
            if (alone != null && connection != null && Transaction.waitsForAll(alone, connections.settings())) {
                alone = sendInTurn(connection, alone);
                connection = lease.usable();
            }
            if (alone == null || connection == null) {
                return alone;
            }
            sendNext(lease, alone);
            connection = lease.usable();
        }
        return null;
    }

    /** Returns a message that has to go alone. */
    private @Nullable Submission sendMany(SmtpConnection connection) {
        Settings settings = connections.settings();
        Doubts doubts = connections.doubts();
        Window window = new Window(settings, connections.links(), doubts, connection, connections.limit(), this);
        if (window.isOpen()) {
            return window.run();
        }
        Overlap overlap = overlap(connection);
        return overlap.isOpen() ? overlap.run() : next();
    }

    /** What a window held back for its several recipients goes with its like. Returns a message that has to go alone. */
    private @Nullable Submission sendInTurn(SmtpConnection connection, Submission held) {
        Overlap overlap = overlap(connection);
        if (!overlap.isOpen()) {
            return held;
        }
        again.addFirst(held);
        return overlap.run();
    }

    private Overlap overlap(SmtpConnection connection) {
        return new Overlap(
                connections.settings(),
                connections.links(),
                connections.doubts(),
                connection,
                connections.limit(),
                this);
    }

    private void sendNext(Lease lease, Submission submission) {
        long size;
        try {
            size = submission.content().size(List.of());
        } catch (MailException e) {
            failed(submission, e);
            return;
        }
        send(lease, submission, size, Waits.start(connections.settings().timeouts()), failures(submission));
    }

    private void send(Lease lease, Submission submission, long size, Waits waits, Failures failures) {
        SendReceipt receipt;
        try {
            receipt = lease.send(submission, size, waits, failures);
        } catch (MailException e) {
            failed(submission, e);
            return;
        }
        accepted(submission, receipt);
    }

    private Failures failures(Submission submission) {
        return new Failures(connections.settings().endpoint(), submission.messageId());
    }

    private @Nullable Submission take() {
        Submission back = again.poll();
        return back != null ? back : batch.take().orElse(null);
    }

    @Override
    public @Nullable Submission next() {
        if (connections.pool().count().waiting() > 0) {
            return null;
        }
        Submission back = again.poll();
        return back != null ? back : batch.poll().orElse(null);
    }

    @Override
    public void accepted(Submission submission, SendReceipt receipt) {
        triedTwice.remove(submission);
        batch.accepted(submission, receipt);
    }

    @Override
    public void failed(Submission submission, MailException failure) {
        triedTwice.remove(submission);
        batch.failed(submission, failure);
    }

    @Override
    public void again(Submission submission, MailException otherwise) {
        if (triedTwice.add(submission)) {
            again.add(submission);
        } else {
            failed(submission, otherwise);
        }
    }
}
