package io.mailswitch.testkit.contract;

import io.mailswitch.testkit.CertificateKind;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.FakeMailbox;
import io.mailswitch.testkit.GraphFault;
import io.mailswitch.testkit.GraphStage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The Graph side of a {@link FakeExchange} in the contract of transports. */
public final class GraphContractServer implements ContractServer {
    private static final String AUDIENCE = "https://graph.microsoft.com";

    private final FakeExchange exchange;
    private final FakeGraph graph;

    /**
     * Wraps a running service.
     *
     * @param exchange the service, reset between tests by {@link io.mailswitch.testkit.FakeExchangeExtension}
     */
    public GraphContractServer(FakeExchange exchange) {
        this.exchange = Objects.requireNonNull(exchange, "exchange");
        this.graph = exchange.graph();
    }

    private GraphFault atSending() {
        return graph.at(GraphStage.SEND_MAIL);
    }

    @Override
    public FakeMailbox mailbox() {
        return exchange.mailbox();
    }

    /** One request is one message: a socket's buffers hold all of it, so that there is no middle to break it in. */
    @Override
    public Set<BreakPoint> breakPoints() {
        return EnumSet.of(BreakPoint.FINAL_ANSWER);
    }

    @Override
    public void breakAt(BreakPoint point, Breakage breakage) {
        if (point != BreakPoint.FINAL_ANSWER) {
            throw new IllegalArgumentException("Graph has no point " + point);
        }
        order(atSending(), breakage);
    }

    private static void order(GraphFault fault, Breakage breakage) {
        switch (breakage) {
            case STALL -> fault.stall();
            case CLOSE -> fault.drop();
            case RESET -> fault.reset();
            case HALF_CLOSE -> fault.close();
        }
    }

    @Override
    public boolean hasStruck() {
        return graph.unusedFaults().isEmpty();
    }

    @Override
    public long bytesThatOutgrowBuffers() {
        throw new UnsupportedOperationException("nothing that fits into a request outgrows them");
    }

    @Override
    public void acceptThenBreak(Breakage breakage) {
        order(atSending().accepted(), breakage);
    }

    @Override
    public void answerContentWithNonsense() {
        atSending().status(200);
    }

    @Override
    public void refuseSender() {
        atSending().error(403, "ErrorSendAsDenied", "The user account does not have the right to send mail.");
    }

    /** Nothing: Graph has one answer for all recipients. */
    @Override
    public void refuseRecipient(String address) {}

    /** Nothing: Graph has one answer for all recipients. */
    @Override
    public void refuseRecipientForNow(String address) {}

    @Override
    public void refuseContent() {
        atSending().error(400, "ErrorMimeContentInvalid", "The MIME content is invalid.");
    }

    @Override
    public void refuseContentForNow() {
        atSending().error(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
    }

    @Override
    public void turnAwayForNow() {
        atSending().error(503, "TooManyRequests", "Server is busy.");
    }

    @Override
    public void limitSize(long bytes) {
        graph.maxMessageBytes(bytes);
    }

    @Override
    public void present(CertificateKind kind) {
        graph.certificate(kind);
    }

    @Override
    public void speakOnlyOldTls() {
        graph.tlsProtocols("TLSv1.1");
    }

    @Override
    public String issueToken() {
        return exchange.entra().issueToken(AUDIENCE);
    }

    @Override
    public void revokeTokens() {
        exchange.entra().expireTokens();
    }

    @Override
    public void dropConnections() {
        graph.dropConnections();
    }

    @Override
    public void stopListening() {
        graph.stopListening();
    }

    @Override
    public void listenAgain() {
        graph.listenAgain();
    }

    @Override
    public int contacts() {
        return graph.connections();
    }

    @Override
    public boolean awaitNoConnection(Duration atMost) {
        return graph.awaitNoConnection(atMost);
    }
}
