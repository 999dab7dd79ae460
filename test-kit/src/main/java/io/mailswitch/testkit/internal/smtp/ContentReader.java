package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.Violation.Rule;
import io.mailswitch.testkit.internal.mail.Spool;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes in the content of one message, by DATA or by BDAT, and watches that it keeps to the rules. */
final class ContentReader {
    /** RFC 5321 §4.5.3.1.6, without the CRLF. */
    private static final int LINE_LIMIT = 998;

    private final Wire wire;
    private final ConnectionLog log;
    private final Responder responder;
    private final Transaction transaction;
    private final Spool spool;
    private final long maxBytes;
    private final @Nullable Fault fault;
    private final Set<Rule> broken = EnumSet.noneOf(Rule.class);
    private final byte[] buffer = new byte[8 * 1024];
    private int buffered;
    private long size;
    private long faultAt;
    private int lineLength;
    private boolean cr;
    private boolean inHeader = true;

    ContentReader(Session session, Transaction transaction, @Nullable Fault fault) {
        this.wire = session.wire;
        this.log = session.log;
        this.responder = session.responder;
        this.transaction = transaction;
        this.spool = new Spool(session.folder);
        this.maxBytes = session.options.maxMessageBytes();
        this.fault = fault;
        this.faultAt = fault == null ? Long.MAX_VALUE : fault.afterBytes();
    }

    /** Reads up to the final dot (RFC 5321 §4.5.2); nothing but CRLF, dot, CRLF ends it. */
    void readToDot() throws IOException {
        boolean lineStart = true;
        int previous = -1;
        int pushedBack = -1;
        strikeIfDue();
        while (true) {
            int b = pushedBack >= 0 ? pushedBack : next();
            pushedBack = -1;
            if (lineStart && b == '.') {
                b = next();
                if (b == '\r') {
                    int after = next();
                    if (after == '\n') {
                        return;
                    }
                    pushedBack = after;
                }
                if (b != '.') {
                    violation(Rule.DOT_NOT_STUFFED, "a line begins with a single dot");
                }
            }
            accept(b);
            lineStart = previous == '\r' && b == '\n';
            previous = b;
        }
    }

    /** Reads a chunk of BDAT (RFC 3030 §2). */
    void readChunk(long length) throws IOException {
        strikeIfDue();
        for (long i = 0; i < length; i++) {
            accept(next());
        }
    }

    /** Ends the content. */
    Spool finish() throws IOException {
        if (cr) {
            violation(Rule.BARE_CR, "at the end of the content");
        }
        if (fault != null && faultAt != Long.MAX_VALUE) {
            responder.giveBack(fault);
        }
        writeBuffer();
        spool.close();
        return spool;
    }

    void discard() throws IOException {
        spool.discard();
    }

    boolean isTooLarge() {
        return size > maxBytes;
    }

    /** The reply that refuses the content for its form, or null. */
    @Nullable
    String refusal() {
        if (broken.contains(Rule.BARE_CR) || broken.contains(Rule.BARE_LF)) {
            return "550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds, which cannot be sent";
        }
        if (broken.contains(Rule.LINE_TOO_LONG) || broken.contains(Rule.NUL)) {
            return "554 5.6.0 Corrupt message content";
        }
        return null;
    }

    private int next() throws IOException {
        int b = wire.read();
        if (b < 0) {
            throw new EndOfSession("the client left in the middle of the content");
        }
        return b;
    }

    private void accept(int b) throws IOException {
        check(b);
        size++;
        if (size <= maxBytes) {
            buffer[buffered++] = (byte) b;
            if (buffered == buffer.length) {
                writeBuffer();
            }
        }
        strikeIfDue();
    }

    private void check(int b) {
        boolean text = !transaction.isBinary();
        if (b == '\n' && cr) {
            inHeader &= lineLength > 0;
            lineLength = 0;
        } else {
            if (cr && text) {
                violation(Rule.BARE_CR, "in the content");
            }
            if (b == '\n' && text) {
                violation(Rule.BARE_LF, "in the content");
            }
            if (b != '\r') {
                lineLength++;
            }
            if (text && lineLength == LINE_LIMIT + 1) {
                violation(Rule.LINE_TOO_LONG, "a line of content is over " + LINE_LIMIT + " octets");
            }
            if (text && b == 0) {
                violation(Rule.NUL, "in the content");
            }
            if (b > 127 && !(inHeader ? transaction.isUtf8() : transaction.isEightBit())) {
                violation(Rule.EIGHT_BIT, inHeader ? "header without SMTPUTF8" : "body without BODY=8BITMIME");
            }
        }
        cr = b == '\r';
    }

    private void violation(Rule rule, String detail) {
        if (broken.add(rule)) {
            log.violation(rule, detail);
        }
    }

    private void writeBuffer() throws IOException {
        spool.write(buffer, 0, buffered);
        buffered = 0;
    }

    private void strikeIfDue() throws IOException {
        if (size < faultAt || fault == null) {
            return;
        }
        faultAt = Long.MAX_VALUE;
        wire.flush();
        if (fault.action() == FaultAction.Break.STALL) {
            wire.waitUntilClosed(); // not even reading, so that the client's writes back up
        }
        responder.play(fault.action(), "");
        wire.flush();
    }
}
