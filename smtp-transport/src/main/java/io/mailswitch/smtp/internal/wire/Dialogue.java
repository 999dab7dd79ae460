package io.mailswitch.smtp.internal.wire;

import io.mailswitch.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Commands and replies in step. Commands are collected into a flight that leaves in one write; replies are matched to them in order. Whatever
 * the server sends while no reply is due is an error and never becomes the answer to a later command.
 *
 * <p>One command a flight is the dialogue of RFC 5321; several are that of PIPELINING (RFC 2920). Used by one thread at a time.
 */
public final class Dialogue {
    private final Trace trace;
    private final ByteArrayOutputStream flight = new ByteArrayOutputStream(256);
    private Link link;
    private ReplyReader replies;
    private List<String> hidden = List.of();
    private int collected;
    private int due;

    /**
     * Starts a dialogue, in which the server speaks first.
     *
     * @param link the connection
     * @param trace where it is noted
     */
    public Dialogue(Link link, Trace trace) {
        this.link = link;
        this.trace = trace;
        this.replies = new ReplyReader(link);
        this.due = 1;
    }

    /**
     * Goes on over another link to the same server, as STARTTLS does. What the server sent before must have been read.
     *
     * @param encrypted the new link
     */
    public void continueOver(Link encrypted) {
        link = encrypted;
        replies = new ReplyReader(encrypted);
    }

    /**
     * Adds a command to the flight.
     *
     * @param command the command
     */
    public void add(Command command) {
        trace.sent(command);
        flight.writeBytes(command.octets());
        collected++;
    }

    /**
     * Sends the flight in one write.
     *
     * @param deadline when waiting ends
     * @throws MalformedReplyException when no reply is due and the server has sent something all the same
     * @throws IOException when the connection is lost; the last command has not left
     */
    public void flush(Deadline deadline) throws IOException {
        byte[] octets = takeFlight();
        leaving();
        try {
            link.write(ByteBuffer.wrap(octets), deadline);
        } catch (IOException e) {
            throw explain(e);
        }
    }

    /**
     * Hands out the flight, for one that is to leave in the same write as content that follows it. Call {@link #leaving()} before that
     * write.
     *
     * @return the commands as they are sent
     */
    public byte[] takeFlight() {
        byte[] octets = flight.toByteArray();
        flight.reset();
        return octets;
    }

    /**
     * Says that the flight begins to leave, so that its replies are due from now on. What the server sent before that is the answer to none
     * of its commands.
     *
     * @throws UnaskedReplyException when no reply is due and the server has sent one all the same
     * @throws MalformedReplyException when it sent something else
     * @throws IOException when the connection is lost; nothing has left
     */
    public void leaving() throws IOException {
        if (due == 0) {
            requireSilence();
        }
        due += collected;
        collected = 0;
    }

    /** Forgets the flight that was taken: it will not leave. */
    public void drop() {
        trace.note("not sent: the commands since the last reply");
        collected = 0;
    }

    /**
     * Tells whether a reply is still to come.
     *
     * @return false when the server has no reason to say anything
     */
    public boolean awaitsReply() {
        return due > 0;
    }

    /**
     * Looks for the reason of a failed write: a server that hangs up has often said why, in a reply or in an alert of TLS.
     *
     * @param failure the failure of the write
     * @return what explains it, else the failure itself
     */
    public IOException explain(IOException failure) {
        if (failure instanceof LinkInterruptedException || failure instanceof ClosedChannelException) {
            return failure;
        }
        try {
            requireSilence();
        } catch (UnaskedReplyException | SSLException e) {
            e.addSuppressed(failure);
            return e;
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /**
     * Waits for the next reply that is due.
     *
     * @param deadline when waiting ends
     * @return the reply
     * @throws IOException when there is none or it is malformed
     */
    public Reply reply(Deadline deadline) throws IOException {
        if (due == 0) {
            throw new IllegalStateException("no reply is due");
        }
        due--;
        Reply reply = read(deadline);
        trace.received(reply);
        return reply;
    }

    /**
     * Hides texts in the replies that follow: some servers repeat what they could not read, and a password must not come back in an error.
     *
     * @param secrets what is replaced; empty for nothing
     */
    public void hide(List<String> secrets) {
        hidden = List.copyOf(secrets);
    }

    private Reply read(Deadline deadline) throws IOException {
        try {
            return redact(replies.read(deadline));
        } catch (MalformedReplyException e) {
            if (hidden.isEmpty() || !e.quotes()) {
                throw e;
            }
            // without the cause: it quotes the line, and a server may have repeated the secret in it
            throw new MalformedReplyException("not an SMTP reply while signing in");
        }
    }

    private Reply redact(Reply reply) {
        if (hidden.isEmpty()) {
            return reply;
        }
        List<String> lines = reply.lines().stream()
                .map(line -> hidden.stream().reduce(line, (text, secret) -> text.replace(secret, "***")))
                .toList();
        return Reply.smtp(reply.code(), reply.enhanced(), lines);
    }

    /**
     * Sends one command and waits for its reply.
     *
     * @param command the command
     * @param deadline when waiting ends
     * @return the reply
     * @throws IOException when there is none or it is malformed
     */
    public Reply ask(Command command, Deadline deadline) throws IOException {
        add(command);
        flush(deadline);
        return reply(deadline);
    }

    /**
     * Says that one more reply will come, to something that was not a command, such as the end of the content.
     */
    public void expectReply() {
        due++;
    }

    /**
     * Makes sure that the server has nothing to say, as is the case between a reply and the next command.
     *
     * @throws UnaskedReplyException when it sent a whole reply all the same
     * @throws MalformedReplyException when it sent something else
     * @throws IOException when the connection is lost
     */
    public void requireSilence() throws IOException {
        if (!replies.pending()) {
            return;
        }
        Reply reply = read(Deadline.after(UnaskedReplyException.PATIENCE));
        trace.received(reply);
        throw new UnaskedReplyException(reply);
    }

    /**
     * Tells whether the server has sent something that was not read yet, without waiting.
     *
     * @return true when there is a byte
     * @throws IOException when the connection is lost
     */
    public boolean pending() throws IOException {
        return replies.pending();
    }

    /**
     * Returns the connection, for the content.
     *
     * @return the link in use
     */
    public Link link() {
        return link;
    }

    /**
     * Returns where the dialogue is noted.
     *
     * @return the trace
     */
    public Trace trace() {
        return trace;
    }
}
