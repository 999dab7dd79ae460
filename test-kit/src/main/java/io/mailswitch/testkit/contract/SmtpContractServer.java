package io.mailswitch.testkit.contract;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.CertificateKind;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.FakeMailbox;
import io.mailswitch.testkit.FakeSmtp;
import io.mailswitch.testkit.SmtpFault;
import io.mailswitch.testkit.SmtpStage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The SMTP side of a {@link FakeExchange} in the contract of transports. */
public final class SmtpContractServer implements ContractServer {
    /** Twice what Linux lets a loopback connection hold in its buffers. */
    private static final long OUTGROWS_BUFFERS = 24L << 20;

    private final FakeExchange exchange;
    private final FakeSmtp smtp;

    /**
     * Wraps a running service.
     *
     * @param exchange the service, reset between tests by {@link io.mailswitch.testkit.FakeExchangeExtension}
     */
    public SmtpContractServer(FakeExchange exchange) {
        this.exchange = Objects.requireNonNull(exchange, "exchange");
        this.smtp = exchange.smtp();
    }

    @Override
    public FakeMailbox mailbox() {
        return exchange.mailbox();
    }

    @Override
    public Set<BreakPoint> breakPoints() {
        return EnumSet.allOf(BreakPoint.class);
    }

    @Override
    public void breakAt(BreakPoint point, Breakage breakage) {
        SmtpFault fault =
                switch (point) {
                    case CONNECT -> smtp.at(SmtpStage.GREETING);
                    case NEGOTIATION -> smtp.at(SmtpStage.EHLO);
                    case TLS_REQUEST -> smtp.at(SmtpStage.STARTTLS);
                    case TLS_HANDSHAKE -> smtp.at(SmtpStage.TLS_HANDSHAKE);
                    case NEGOTIATION_IN_TLS -> smtp.at(SmtpStage.EHLO_AFTER_TLS);
                    case SIGN_IN -> smtp.at(SmtpStage.AUTH);
                    case SENDER -> beforeContent(SmtpStage.MAIL);
                    case RECIPIENT -> beforeContent(SmtpStage.RCPT);
                    case CONTENT_START -> beforeContent(SmtpStage.DATA);
                    case CONTENT -> smtp.at(SmtpStage.CONTENT).afterBytes(1 << 16);
                    case FINAL_ANSWER -> smtp.at(SmtpStage.CONTENT_END);
                };
        order(fault, breakage);
    }

    /** Without CHUNKING the content cannot be under way before DATA is answered, so the outcome is certain. */
    private SmtpFault beforeContent(SmtpStage stage) {
        if (smtp.options().offers("CHUNKING")) {
            smtp.reconfigure(options -> options.without("CHUNKING").without("BINARYMIME"));
        }
        return smtp.at(stage);
    }

    private static void order(SmtpFault fault, Breakage breakage) {
        switch (breakage) {
            case STALL -> fault.stall();
            case CLOSE -> fault.drop();
            case RESET -> fault.reset();
            case HALF_CLOSE -> fault.halfClose();
        }
    }

    @Override
    public long bytesThatOutgrowBuffers() {
        return OUTGROWS_BUFFERS;
    }

    @Override
    public void acceptThenBreak(Breakage breakage) {
        order(smtp.at(SmtpStage.CONTENT_END).accepted(), breakage);
    }

    @Override
    public void answerContentWithNonsense() {
        smtp.at(SmtpStage.CONTENT_END).reply("354 2.0.0 go on");
    }

    @Override
    public void refuseSender() {
        smtp.at(SmtpStage.MAIL).reply("550 5.7.60 SMTP; Client does not have permissions to send as this sender");
    }

    @Override
    public void refuseRecipient(String address) {
        smtp.at(SmtpStage.RCPT).forRecipient(address).always().reply("550 5.1.1 no such user");
    }

    @Override
    public void refuseRecipientForNow(String address) {
        smtp.at(SmtpStage.RCPT).forRecipient(address).always().reply("450 4.2.1 mailbox busy");
    }

    @Override
    public void refuseContent() {
        smtp.at(SmtpStage.CONTENT_END).reply("554 5.6.0 content refused");
    }

    @Override
    public void refuseContentForNow() {
        smtp.at(SmtpStage.CONTENT_END).reply("452 4.3.1 insufficient system resources");
    }

    @Override
    public void turnAwayForNow() {
        smtp.at(SmtpStage.GREETING).reply("421 4.3.2 Service not available");
    }

    @Override
    public void limitSize(long bytes) {
        smtp.reconfigure(options -> options.with("SIZE " + bytes));
    }

    @Override
    public void present(CertificateKind kind) {
        smtp.reconfigure(options -> options.certificate(kind));
    }

    @Override
    public void speakOnlyOldTls() {
        smtp.reconfigure(options -> options.tlsProtocols("TLSv1.1"));
    }

    @Override
    public String issueToken() {
        return exchange.accounts().issueToken(Accounts.DEFAULT_USER);
    }

    @Override
    public void revokeTokens() {
        exchange.accounts().revokeTokens(Accounts.DEFAULT_USER);
    }

    @Override
    public void dropConnections() {
        smtp.dropConnections();
    }

    @Override
    public void stopListening() {
        smtp.stopListening();
    }

    @Override
    public void listenAgain() {
        smtp.listenAgain();
    }

    @Override
    public boolean hasStruck() {
        return smtp.unusedFaults().isEmpty();
    }

    @Override
    public int contacts() {
        return smtp.connections().size();
    }

    @Override
    public boolean awaitNoConnection(Duration atMost) {
        return smtp.awaitNoConnection(atMost);
    }
}
