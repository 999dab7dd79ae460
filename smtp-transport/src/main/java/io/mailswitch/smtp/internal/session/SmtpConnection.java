package io.mailswitch.smtp.internal.session;

import io.mailswitch.TlsSession;
import io.mailswitch.smtp.internal.config.PoolLimits;
import io.mailswitch.smtp.internal.pool.PooledConnection;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.MalformedReplyException;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.smtp.internal.wire.TcpLink;
import io.mailswitch.smtp.internal.wire.UnaskedReplyException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is greeted, encrypted and signed in, ready to carry one message after another.
 *
 * <p>The conversation is our own and not that of Angus's {@code SMTPTransport}, which writes the MIME elsewhere. Its hooks allow to see replies
 * and commands, but what is promised here lies beneath them: a reply is bounded in length before and after TLS, and read to a deadline that
 * a server cannot stretch by sending a byte now and then (there each byte restarts the time-out, and a blocked write has none without a
 * watching thread); clear text after the reply to STARTTLS ends the connection (there a buffered stream is swapped); a reply that nobody
 * asked for is never taken for the answer to the next command; a failure tells exactly whether the last byte of a message may have left;
 * several commands can go in one flight. The price is some hundred lines of protocol.
 */
public final class SmtpConnection implements PooledConnection {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");

    private static final Duration GOODBYE = Duration.ofSeconds(1);
    /** After 421 a server closes the connection; one that does not has nothing more to say. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    /** Under the shortest idle time-out of a busy server (Postfix: 10 s) and of any firewall. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final String id;
    private final OpenLinks links;
    private final TcpLink tcp;
    private final Dialogue dialogue;
    private final Session session;
    private final PoolLimits limits;
    private final LongSupplier nanos;
    private final long openedNanos;
    private final Plainness plainness = new Plainness();
    private long answeredNanos;
    private int messages;
    private boolean broken;
    private String lastMessage = "";
    private @Nullable Doubts doubts;

    SmtpConnection(
            String id,
            OpenLinks links,
            TcpLink tcp,
            Dialogue dialogue,
            Session session,
            PoolLimits limits,
            LongSupplier nanos) {
        this.id = id;
        this.links = links;
        this.tcp = tcp;
        this.dialogue = dialogue;
        this.session = session;
        this.limits = limits;
        this.nanos = nanos;
        this.openedNanos = nanos.getAsLong();
        this.answeredNanos = openedNanos;
    }

    /**
     * What was learnt while the connection was opened.
     *
     * @param extensions what the server offers, after TLS
     * @param tls how it is encrypted; null for clear text on this machine
     * @param chain the server's certificates, its own first
     * @param mechanism how the sender signed in; null where it did not
     */
    public record Session(
            Extensions extensions,
            @Nullable TlsSession tls,
            List<X509Certificate> chain,
            @Nullable String mechanism) {}

    /**
     * Returns a name for logs.
     *
     * @return such as {@code smtp-7}
     */
    public String id() {
        return id;
    }

    /**
     * Returns what was learnt while the connection was opened.
     *
     * @return extensions, TLS, sign-in
     */
    public Session session() {
        return session;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /** Whether so many more messages are within the bounds. Does not look at the connection. */
    boolean mayCarry(int more) {
        return !broken && messages + more <= limits.maxMessages() && !isOld();
    }

    private boolean isOld() {
        return nanos.getAsLong() - openedNanos >= limits.lifetime().toNanos();
    }

    void countMessage() {
        messages++;
    }

    /** Notes that a message was accepted; with the doubts to raise when a reply too many puts that into question. */
    void answered(String messageId, @Nullable Doubts ifSurplus) {
        answeredNanos = nanos.getAsLong();
        lastMessage = messageId;
        doubts = ifSurplus;
    }

    /** How this server says that it has accepted content. */
    Plainness plainness() {
        return plainness;
    }

    /**
     * Waits for a moment for what follows a 421 that may not have been the answer it looked like.
     *
     * @return true when the server has said yes to something
     * @throws MalformedReplyException when it says what is no reply
     */
    boolean goesOnAfterGoodbye() throws MalformedReplyException {
        dialogue.expectReply();
        try {
            return dialogue.reply(Deadline.after(LAST_WORDS)).code() < 400;
        } catch (MalformedReplyException e) {
            throw e;
        } catch (IOException e) {
            return false; // it has left, or says no more
        }
    }

    /** Tells whether the last answer is so long ago that the connection may be gone without a sign of it. */
    boolean hasRested() {
        return nanos.getAsLong() - answeredNanos >= REST.toNanos();
    }

    /** Says that the conversation is out of step or cut, so that the connection carries no further message. */
    void markBroken() {
        broken = true;
    }

    @Override
    public boolean isUsable() {
        if (!mayCarry(1)) {
            return false;
        }
        try {
            dialogue.requireSilence();
            return true;
        } catch (IOException e) {
            LOG.debug("{} went away while idle: {}", id, e.getMessage());
            reportSurplus(e);
            return false;
        }
    }

    /** A reply that comes when all have come: then one before it answered no command, and which one that was nobody can tell. */
    void reportSurplus(IOException e) {
        if (doubts != null
                && e instanceof UnaskedReplyException unasked
                && unasked.reply().code() != 421) {
            LOG.warn(
                    "{}: the server sent one more reply ({}) than there were commands after it had accepted {}: that message may have been "
                            + "refused",
                    id,
                    unasked.reply(),
                    lastMessage);
            doubts.pipeliningFailed("it sent more replies than there were commands");
        }
    }

    @Override
    public void quit(Deadline deadline) {
        if (broken) {
            abort();
            return;
        }
        try {
            dialogue.ask(Command.of("QUIT"), deadline);
            dialogue.link().close();
        } catch (IOException e) {
            // the message before, if there was one, has been answered; nothing depends on the goodbye (RFC 5321
            // §4.1.1.10)
            LOG.debug("{} did not say goodbye: {}", id, e.getMessage());
        } finally {
            links.close(tcp);
        }
    }

    /** Ends a connection that carries no further message: in order where it is in step, else by cutting it. */
    public void end() {
        quit(Deadline.after(GOODBYE));
    }

    @Override
    public void abort() {
        links.abort(tcp);
    }
}
