package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.smtp.Fault;
import io.mailswitch.testkit.internal.smtp.FaultAction;
import io.mailswitch.testkit.internal.smtp.FaultAction.Break;
import io.mailswitch.testkit.internal.smtp.FaultScript;
import io.mailswitch.testkit.internal.smtp.Moment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A fault in the making, from {@link FakeSmtp#at(SmtpStage)}: first where and how often, then, as the last call, what
 * happens. It strikes once unless {@link #times(int)} or {@link #always()} says otherwise; where several match, the
 * one that was ordered first strikes.
 *
 * <pre>{@code
 * exchange.smtp().at(SmtpStage.RCPT).forRecipient("bob@example.com").always().reply("550 5.1.1 no such user");
 * exchange.smtp().at(SmtpStage.CONTENT_END).acceptThenDrop();
 * }</pre>
 *
 * <p>A command whose normal answer is replaced takes no effect, unless the fault leaves the client with an answer of
 * the same class in the end or {@link #accepted()} was asked for. Replies are given without their line end, the lines
 * of a longer reply separated by LF. For use by one thread.
 */
public final class SmtpFault {
    private static final String PROTOCOL_VERSION_ALERT = "\u0015\u0003\u0001\u0000\u0002\u0002F";

    private final SmtpStage stage;
    private final FaultScript script;
    private Predicate<Moment> applies = moment -> true;
    private int skip;
    private int times = 1;
    private boolean accepted;
    private long afterBytes;

    SmtpFault(SmtpStage stage, FaultScript script) {
        this.stage = stage;
        this.script = script;
    }

    /**
     * Strikes only for one recipient: at {@link SmtpStage#RCPT} when it is named, later when it was accepted.
     *
     * @param address compared without regard to letter case
     * @return this
     */
    public SmtpFault forRecipient(String address) {
        applies = applies.and(moment -> moment.recipients().stream().anyMatch(address::equalsIgnoreCase));
        return this;
    }

    /**
     * Strikes only in transactions of one sender.
     *
     * @param address the reverse-path, compared without regard to letter case
     * @return this
     */
    public SmtpFault forSender(String address) {
        applies = applies.and(moment -> moment.sender().equalsIgnoreCase(address));
        return this;
    }

    /**
     * Strikes only on one connection.
     *
     * @param number counted from 1
     * @return this
     */
    public SmtpFault onConnection(int number) {
        applies = applies.and(moment -> moment.connection() == number);
        return this;
    }

    /**
     * Lets the first matching commands pass.
     *
     * @param count how many
     * @return this
     */
    public SmtpFault afterFirst(int count) {
        skip = count;
        return this;
    }

    /**
     * Strikes several times.
     *
     * @param count how often, default once
     * @return this
     */
    public SmtpFault times(int count) {
        times = count;
        return this;
    }

    /**
     * Strikes every time.
     *
     * @return this
     */
    public SmtpFault always() {
        return times(Integer.MAX_VALUE);
    }

    /**
     * Lets the command take effect whatever the client is told: at {@link SmtpStage#CONTENT_END} the mail is in the
     * mailbox all the same, at {@link SmtpStage#STARTTLS} TLS begins.
     *
     * @return this
     */
    public SmtpFault accepted() {
        accepted = true;
        return this;
    }

    /**
     * At {@link SmtpStage#CONTENT}: strikes after that much of it.
     *
     * @param octets of content, default 0
     * @return this
     */
    public SmtpFault afterBytes(long octets) {
        afterBytes = octets;
        return this;
    }

    /**
     * Gives another reply; after a {@code 421} the connection is closed, as RFC 5321 §4.2.1 has it.
     *
     * @param reply such as {@code 550 5.1.1 no such user}
     */
    public void reply(String reply) {
        order(new FaultAction.Reply(reply, false));
    }

    /**
     * Gives another reply and closes the connection.
     *
     * @param reply such as {@code 550 5.7.1 go away}
     */
    public void replyThenClose(String reply) {
        order(new FaultAction.Reply(reply, true));
    }

    /**
     * Gives the normal reply and straight after it another that no command has asked for, so that it is there before
     * the next command.
     *
     * @param reply such as {@code 250 2.0.0 OK}
     */
    public void unsolicited(String reply) {
        order(new FaultAction.Unsolicited(reply));
    }

    /**
     * Gives the normal reply later.
     *
     * @param time how much later
     */
    public void delay(Duration time) {
        order(new FaultAction.Delay(time));
    }

    /**
     * Gives another reply a byte at a time, its line end included.
     *
     * @param reply such as {@code 250 2.0.0 OK}
     * @param interval the pause before each byte
     */
    public void trickle(String reply, Duration interval) {
        order(new FaultAction.Trickle(reply, interval));
    }

    /**
     * Sends bytes in place of the reply and goes on.
     *
     * @param bytes just as sent, with no line end added
     */
    public void rawBytes(byte[] bytes) {
        order(new FaultAction.Raw(new String(bytes, StandardCharsets.ISO_8859_1), false));
    }

    /**
     * Sends bytes in place of the reply and drops the connection.
     *
     * @param bytes just as sent, with no line end added
     */
    public void rawBytesThenDrop(byte[] bytes) {
        order(new FaultAction.Raw(new String(bytes, StandardCharsets.ISO_8859_1), true));
    }

    /** Sends a reply line that never ends. */
    public void endlessLine() {
        order(new FaultAction.Endless(false));
    }

    /** Sends a multi-line reply that never ends. */
    public void endlessReply() {
        order(new FaultAction.Endless(true));
    }

    /** At {@link SmtpStage#TLS_HANDSHAKE}: refuses the client's TLS versions with a {@code protocol_version} alert. */
    public void refuseTlsVersion() {
        order(new FaultAction.Raw(PROTOCOL_VERSION_ALERT, true));
    }

    /** Closes the connection without a word, and without TLS's farewell. */
    public void drop() {
        order(Break.DROP);
    }

    /** Closes the connection without a word, but with TLS's farewell. */
    public void close() {
        order(Break.CLOSE);
    }

    /** Resets the connection. */
    public void reset() {
        order(Break.RESET);
    }

    /** Closes the server's half of the connection without a word and goes on reading until the client ends. */
    public void halfClose() {
        order(Break.HALF_CLOSE);
    }

    /**
     * Says nothing more, and reads on until the client ends; at {@link SmtpStage#CONTENT} it does not even read, until
     * {@link FakeSmtp#dropConnections()}, {@link FakeExchange#reset()} or {@link FakeExchange#close()}.
     */
    public void stall() {
        order(Break.STALL);
    }

    /** At {@link SmtpStage#CONTENT_END}: stores the mail and drops the connection in place of the reply. */
    public void acceptThenDrop() {
        accepted().drop();
    }

    private void order(FaultAction action) {
        script.add(new Fault(stage, applies, skip, times, accepted, afterBytes, action));
    }
}
