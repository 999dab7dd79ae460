package io.mailswitch.testkit.contract;

import io.mailswitch.testkit.CertificateKind;
import io.mailswitch.testkit.FakeMailbox;
import java.time.Duration;
import java.util.Set;

/**
 * The server's part in {@link TransportContract}, in words that fit any protocol. Whatever is ordered here strikes once,
 * unless it says otherwise, and is forgotten between tests.
 */
public interface ContractServer {

    /**
     * Returns what has arrived.
     *
     * @return the mailbox
     */
    FakeMailbox mailbox();

    /**
     * Returns the points that this protocol has.
     *
     * @return those that {@link #breakAt} takes
     */
    Set<BreakPoint> breakPoints();

    /**
     * Breaks the connection of the next message. It is not accepted.
     *
     * @param point where; one of {@link #breakPoints()}
     * @param breakage how
     */
    void breakAt(BreakPoint point, Breakage breakage);

    /**
     * Returns how large content has to be, so that it is still on its way when {@link BreakPoint#CONTENT} is reached and
     * not in some buffer.
     *
     * @return a number of bytes
     */
    long bytesThatOutgrowBuffers();

    /**
     * Accepts the next message and breaks the connection in place of the answer.
     *
     * @param breakage how
     */
    void acceptThenBreak(Breakage breakage);

    /** Answers the next content with something that is neither yes nor no in this protocol. The message is not accepted. */
    void answerContentWithNonsense();

    /** Refuses the next sender for good. */
    void refuseSender();

    /**
     * Refuses a recipient for good, every time.
     *
     * @param address whom
     */
    void refuseRecipient(String address);

    /**
     * Refuses a recipient for the time being, every time.
     *
     * @param address whom
     */
    void refuseRecipientForNow(String address);

    /** Refuses the next content for good, after all of it has come. */
    void refuseContent();

    /** Refuses the next content for the time being, after all of it has come. */
    void refuseContentForNow();

    /** Turns the next connection or request away for the time being, at the first opportunity. */
    void turnAwayForNow();

    /**
     * Takes no larger message from now on.
     *
     * @param bytes the size of the largest
     */
    void limitSize(long bytes);

    /**
     * Shows another certificate from now on.
     *
     * @param kind which
     */
    void present(CertificateKind kind);

    /** Speaks no TLS above 1.1 from now on. */
    void speakOnlyOldTls();

    /**
     * Issues an access token for the user that the transport signs in as.
     *
     * @return a token that is good until {@link #revokeTokens()}
     */
    String issueToken();

    /** Makes every token invalid that has been issued. */
    void revokeTokens();

    /** Drops every connection that stands. */
    void dropConnections();

    /** Refuses new connections from now on. */
    void stopListening();

    /** Takes connections again. */
    void listenAgain();

    /**
     * Tells whether everything that was ordered to strike once has struck.
     *
     * @return false as long as an order waits
     */
    boolean hasStruck();

    /**
     * Returns how many connections or requests there were.
     *
     * @return the number so far
     */
    int contacts();

    /**
     * Waits until no connection is left.
     *
     * @param atMost how long
     * @return whether none is left
     */
    boolean awaitNoConnection(Duration atMost);
}
