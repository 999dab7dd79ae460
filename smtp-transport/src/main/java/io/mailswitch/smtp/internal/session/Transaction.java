package io.mailswitch.smtp.internal.session;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.Rejection;
import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.reply.ReplyClassifier;
import io.mailswitch.smtp.internal.reply.ServerId;
import io.mailswitch.smtp.internal.wire.BareLineBreakException;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.DataStream;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.LinkInterruptedException;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.spi.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message over one connection: MAIL, RCPT, DATA, content, the final reply (RFC 5321 §3.3), a reply awaited after each step.
 *
 * <p>The outcome is known until the last byte of the content has been handed to the network, and unknown from then until a well-formed final
 * reply.
 */
public final class Transaction {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");
    private static final int BUFFER = 65_536;

    private final Settings settings;
    private final OpenLinks links;
    private final SmtpConnection connection;
    private final boolean reused;
    private final Dialogue dialogue;
    private final Submission submission;
    private final Waits waits;
    private final Failures failures;
    private Stage stage = Stage.REVERSE_PATH;
    private boolean inDoubt;
    private boolean inStep;

    /**
     * Prepares the sending of a message.
     *
     * @param settings the policies
     * @param links tells whether the transport is being closed
     * @param connection carries the message
     * @param reused whether the connection was idle before, so that its being gone need not be a failure
     * @param submission the message
     * @param waits the deadlines
     * @param failures makes the exceptions
     */
    public Transaction(
            Settings settings,
            OpenLinks links,
            SmtpConnection connection,
            boolean reused,
            Submission submission,
            Waits waits,
            Failures failures) {
        this.settings = settings;
        this.links = links;
        this.connection = connection;
        this.reused = reused;
        this.dialogue = connection.dialogue();
        this.submission = submission;
        this.waits = waits;
        this.failures = failures;
    }

    /**
     * Sends the message. When it fails in a way that leaves the conversation out of step, the connection is marked as broken.
     *
     * @param size octets of the content
     * @return the receipt
     * @throws StaleConnectionException when the connection had been idle and turned out to be gone; nothing of the message was taken
     * @throws MailException when the message was not accepted, or nobody knows
     */
    public SendReceipt run(long size) throws StaleConnectionException {
        Offer offer = new Offer(settings, connection.session().extensions());
        EnvelopeCommands commands = offer.plan(submission, size);
        List<EmailAddress> accepted = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        try {
            announce(commands);
            nameRecipients(commands, accepted, rejected);
            Reply reply = sendContent(size);
            LOG.debug("{} accepted {}: {}", connection.id(), submission.messageId(), reply.code());
            return SendReceipt.builder(submission.messageId(), "smtp", "data", reply)
                    .accepted(accepted)
                    .rejected(rejected)
                    .serverId(ServerId.find(reply).orElse(null))
                    .tls(connection.session().tls())
                    .notes(offer.notes())
                    .build();
        } catch (IOException e) {
            throw failures.lost(stage, e, inDoubt, links.isClosed());
        } finally {
            if (!inStep) {
                connection.markBroken();
            }
        }
    }

    private void announce(EnvelopeCommands commands) throws IOException, StaleConnectionException {
        Command mail = commands.mail(submission.envelope().reversePath());
        Reply reply;
        try {
            reply = dialogue.ask(mail, waits.command());
        } catch (IOException e) {
            if (mayTryAnother(e)) {
                throw new StaleConnectionException(failures.lost(stage, e, false, false));
            }
            throw e;
        }
        if (reply.code() == 421 && reused) {
            throw new StaleConnectionException(failures.refused(stage, reply));
        }
        if (reply.code() / 100 != 2) {
            inStep = reply.code() >= 400 && reply.code() != 421;
            throw refusal(reply, "an unexpected answer to MAIL");
        }
        connection.countMessage();
    }

    private boolean mayTryAnother(IOException e) {
        return reused
                && !(e instanceof LinkInterruptedException)
                && !links.isClosed()
                && !waits.message().passed();
    }

    private void nameRecipients(EnvelopeCommands commands, List<EmailAddress> accepted, List<Rejection> rejected)
            throws IOException {
        stage = Stage.FORWARD_PATH;
        List<EmailAddress> recipients = submission.envelope().forwardPaths();
        for (EmailAddress recipient : recipients) {
            Reply reply = dialogue.ask(commands.rcpt(recipient), waits.command());
            if (reply.code() / 100 == 2) {
                accepted.add(recipient);
            } else if (reply.code() == 421 || reply.code() < 400) {
                throw refusal(reply, "an unexpected answer to RCPT");
            } else {
                rejected.add(new Rejection(
                        recipient, reply, ReplyClassifier.classify(reply, stage).resend()));
            }
        }
        if (accepted.isEmpty() || (!rejected.isEmpty() && !settings.partialSubmission())) {
            reset();
            throw failures.recipientsRefused(rejected, recipients.size());
        }
    }

    private Reply sendContent(long size) throws IOException {
        stage = Stage.CONTENT;
        Reply go = dialogue.ask(Command.of("DATA"), waits.command());
        if (go.code() != 354) {
            if (go.code() >= 400 && go.code() != 421) {
                reset();
            }
            throw refusal(go, "an unexpected answer to DATA");
        }
        writeContent(size);
        stage = Stage.FINAL_REPLY;
        inDoubt = true;
        Reply reply = dialogue.reply(waits.finalReply());
        if (reply.code() / 100 == 3) {
            throw failures.protocol(stage, "an unexpected answer to the whole message", reply, true);
        }
        inStep = reply.code() != 421;
        if (reply.code() / 100 != 2) {
            throw failures.refused(stage, reply);
        }
        return reply;
    }

    /** Until this returns the end of data has not left whole; a failure cuts the connection, so that the server discards what it got. */
    private void writeContent(long size) throws IOException {
        DataStream out = new DataStream(dialogue.link(), this::beforeWrite, BUFFER);
        boolean whole = false;
        try {
            submission.content().writeTo(out, List.of());
            if (out.octets() != size) {
                throw changed("was announced with " + size + " octets, but has " + out.octets(), null);
            }
            out.end();
            whole = true;
        } catch (BareLineBreakException e) {
            throw changed("has a line break that is not CRLF, which servers read in different ways", e);
        } catch (IOException e) {
            throw dialogue.explain(e);
        } catch (InvalidMessageException e) {
            throw e.with(e.failure().toBuilder()
                    .transport("smtp")
                    .messageId(submission.messageId())
                    .build());
        } finally {
            if (!whole) {
                dialogue.trace().note("content broken off after " + out.octets() + " octets");
                connection.abort();
            }
        }
        dialogue.expectReply();
        dialogue.trace().note("content of " + out.octets() + " octets");
    }

    private InvalidMessageException changed(String problem, @Nullable Throwable cause) {
        InvalidMessageException invalid = new InvalidMessageException(
                "content",
                problem,
                "Send content that stays the same while it is sent, with CRLF line ends throughout.",
                cause);
        return invalid.with(invalid.failure().toBuilder()
                .transport("smtp")
                .messageId(submission.messageId())
                .build());
    }

    /** A server that refuses early need not be sent the rest, and its refusal must not be taken for the final reply. */
    private Deadline beforeWrite() throws IOException {
        dialogue.requireSilence();
        if (waits.message().passed()) {
            // a slow source may have used up the time of a socket that never blocked: better not accepted than in doubt
            throw new DeadlineException("the time for the message was used up before its end");
        }
        return waits.write();
    }

    private void reset() {
        try {
            inStep = dialogue.ask(Command.of("RSET"), waits.command()).code() == 250;
        } catch (IOException e) {
            LOG.debug("{} not reset: {}", connection.id(), e.getMessage());
        }
    }

    private MailException refusal(Reply reply, String unexpected) {
        return reply.code() >= 400
                ? failures.refused(stage, reply)
                : failures.protocol(stage, unexpected, reply, false);
    }
}
