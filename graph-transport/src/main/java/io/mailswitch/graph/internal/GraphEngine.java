package io.mailswitch.graph.internal;

import com.microsoft.kiota.RequestAdapter;
import io.mailswitch.CheckReport;
import io.mailswitch.CheckReport.Severity;
import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.graph.GraphConfig;
import io.mailswitch.graph.internal.check.GraphCheck;
import io.mailswitch.graph.internal.failure.Failures;
import io.mailswitch.graph.internal.limit.MailboxGates;
import io.mailswitch.graph.internal.limit.Pass;
import io.mailswitch.graph.internal.limit.TurnException;
import io.mailswitch.graph.internal.path.GraphLimits;
import io.mailswitch.graph.internal.path.MailboxSession;
import io.mailswitch.graph.internal.path.Paths;
import io.mailswitch.graph.internal.path.Sent;
import io.mailswitch.graph.internal.wire.GraphClient;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sends messages through Graph: waits for the turn of the mailbox, sends, and says how it went. Thread-safe. */
public final class GraphEngine implements Transport {
    private static final String NAME = "graph";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** How long closing waits for drafts to be cleaned up. */
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

    private final GraphConfig config;
    private final String baseUrl;
    private final boolean service;
    private final @Nullable String scope;
    private final GraphClient client;
    private final MailboxGates gates;
    private final Paths paths;
    private final GraphLimits limits;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * What an engine is made of.
     *
     * @param adapter signs requests and knows the base URL
     * @param scope what it asks tokens for; null where that is the application's business
     * @param http sends them
     * @param clock tells the time of day
     * @param pacer measures and spends time
     * @param limits what Graph takes at once
     * @param onClose gives up what the engine was lent
     */
    public record Parts(
            RequestAdapter adapter,
            @Nullable String scope,
            OkHttpClient http,
            InstantSource clock,
            Ticker pacer,
            GraphLimits limits,
            Runnable onClose) {}

    /**
     * Makes an engine; no I/O.
     *
     * @param config how mail is sent
     * @param parts what it is made of
     */
    public GraphEngine(GraphConfig config, Parts parts) {
        this.config = config;
        this.baseUrl = parts.adapter().getBaseUrl();
        // whether this is the service itself, or a way to it, and not a stand-in on this machine
        this.service = !LOOPBACK.contains(URI.create(baseUrl).getHost());
        this.scope = parts.scope();
        this.limits = parts.limits();
        this.onClose = parts.onClose();
        OkHttpClient http =
                parts.http().newBuilder().callTimeout(config.requestTimeout()).build();
        client = new GraphClient(parts.adapter(), http, parts.clock());
        gates = new MailboxGates(config.maxConcurrent(), config.maxWait(), parts.pacer());
        paths = new Paths(new Paths.Settings(
                limits,
                config.maxMessageSize(),
                config.saveToSentItems(),
                config.unsupported(),
                config.verifyUnknown(),
                config.verifyTimeout()));
    }

    @Override
    public SendReceipt submit(Submission submission) {
        checkOpen();
        try {
            String mailbox = address(submission);
            Paths.Plan plan = paths.plan(submission);
            try (Pass pass = enter(mailbox)) {
                Sent sent = plan.send(session(pass, mailbox));
                return receipt(submission, plan, sent);
            }
        } catch (MailException e) {
            throw e.with(e.failure().toBuilder()
                    .transport(NAME)
                    .messageId(submission.messageId())
                    .build());
        }
    }

    private String address(Submission submission) {
        return sender(submission)
                .orElseThrow(() -> new InvalidMessageException(
                        "from",
                        "names no mailbox to send from",
                        "Set mailswitch.graph.mailbox, or give the message an author."))
                .wireForm();
    }

    private Optional<EmailAddress> sender(Submission submission) {
        return config.mailbox().or(() -> Author.of(submission));
    }

    @Override
    public Optional<SendingMailbox> mailbox(Submission submission) {
        return sender(submission)
                .map(address -> new SendingMailbox(address.wireForm(), service, config.maxConcurrent()));
    }

    private Pass enter(String mailbox) {
        try {
            return gates.enter(mailbox.toLowerCase(Locale.ROOT));
        } catch (TurnException e) {
            throw Failures.of(e);
        }
    }

    private MailboxSession session(Pass pass, String mailbox) {
        return new MailboxSession(client, pass, mailbox, config.maxWait());
    }

    private static SendReceipt receipt(Submission submission, Paths.Plan plan, Sent sent) {
        List<String> notes = new ArrayList<>(plan.choice().notes());
        notes.addAll(sent.notes());
        return SendReceipt.builder(
                        submission.messageId(), NAME, plan.choice().path().word(), sent.reply())
                .accepted(submission.envelope().forwardPaths())
                .serverId(sent.requestId())
                .tls(sent.tls())
                .notes(notes)
                .build();
    }

    @Override
    public TransportCapabilities capabilities() {
        return GraphCapabilities.table(config.maxMessageSize(), config.maxConcurrent());
    }

    @Override
    public CheckReport check() {
        checkOpen();
        CheckReport.Builder report = CheckReport.builder(NAME).fact("endpoint", baseUrl);
        if (scope != null) {
            report.fact("scope", scope);
        }
        try {
            check(report, new GraphCheck(report));
        } catch (MailException e) {
            report.failed(e.with(e.failure().toBuilder().transport(NAME).build()));
        }
        return report.build();
    }

    private void check(CheckReport.Builder report, GraphCheck check) {
        check.token(client.token());
        Optional<String> mailbox = config.mailbox().or(config::defaultMailbox).map(address -> address.wireForm());
        if (mailbox.isEmpty()) {
            report.finding(
                    Severity.WARNING,
                    "No mailbox is configured, so that none could be probed",
                    "Set mailswitch.graph.mailbox, or mailswitch.from.");
            return;
        }
        report.fact("mailbox", mailbox.get());
        try (Pass pass = enter(mailbox.get())) {
            MailboxSession session = session(pass, mailbox.get());
            check.sending(session);
            if (config.maxMessageSize() > limits.request() / 4 * 3) {
                check.drafting(session);
            }
            if (config.verifyUnknown()) {
                check.searching(session);
            }
        }
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the Graph transport is closed");
        }
    }

    /** Cancels what is in flight, waits some seconds until drafts are cleaned up, and ends all connections. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        gates.close();
        client.beginClosing();
        gates.awaitEmpty(CLOSE_BOUND);
        client.close();
        onClose.run();
    }
}
