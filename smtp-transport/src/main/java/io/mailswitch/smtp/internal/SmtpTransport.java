package io.mailswitch.smtp.internal;

import io.mailswitch.CheckReport;
import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.ConnectionCount;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.smtp.SmtpAuth;
import io.mailswitch.smtp.internal.config.ExchangeOnline;
import io.mailswitch.smtp.internal.config.LegacyMailProperties;
import io.mailswitch.smtp.internal.config.RetirementNotices;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.pool.ConnectionPool;
import io.mailswitch.smtp.internal.pool.PoolCount;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.session.Connector;
import io.mailswitch.smtp.internal.session.Doubts;
import io.mailswitch.smtp.internal.session.SmtpConnection;
import io.mailswitch.smtp.internal.session.Waits;
import io.mailswitch.smtp.internal.session.WindowLimit;
import io.mailswitch.smtp.internal.tls.TlsClient;
import io.mailswitch.smtp.internal.tls.TrustMaterial;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends over a pool of connections. Thread-safe. */
public final class SmtpTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");

    private final Settings settings;
    private final SendingMailbox mailbox;
    private final TransportContext context;
    private final OpenLinks links = new OpenLinks();
    private final Connector connector;
    private final ConnectionPool<SmtpConnection> pool;
    private final Connections connections;
    private final @Nullable WarmUp warmUp;

    private SmtpTransport(Settings settings, TransportContext context, TlsClient tls, LongSupplier nanos) {
        this.settings = settings;
        this.mailbox = mailbox(settings);
        this.context = context;
        this.connector = new Connector(settings, tls, context, links, nanos);
        this.pool = new ConnectionPool<>(
                settings.pool().maxConnections(), settings.pool().idle());
        this.connections = new Connections(
                settings,
                links,
                new Doubts(settings.endpoint()),
                new WindowLimit(settings.shortcuts().window()),
                connector,
                pool);
        this.warmUp = settings.pool().warmUp() == 0 ? null : new WarmUp(settings, connector, pool);
    }

    /**
     * Makes a transport. Reads certificates; does not wait for the network.
     *
     * @param settings where to and how
     * @param context what the sender lends
     * @return the transport
     * @throws ConfigurationException when a certificate or key cannot be read, or tokens are needed and there are none
     */
    public static SmtpTransport open(Settings settings, TransportContext context) {
        return open(settings, context, System::nanoTime);
    }

    /**
     * Makes a transport whose connections grow old by another clock.
     *
     * @param settings where to and how
     * @param context what the sender lends
     * @param nanos tells how old a connection is, and for how long it has rested, in nanoseconds from an arbitrary origin
     * @return the transport
     * @throws ConfigurationException when a certificate or key cannot be read, or tokens are needed and there are none
     */
    public static SmtpTransport open(Settings settings, TransportContext context, LongSupplier nanos) {
        if (settings.login().mode() == SmtpAuth.OAUTH2 && context.tokens() == null) {
            throw new ConfigurationException(List.of(new ConfigProblem(
                    "mailswitch.smtp.auth",
                    "oauth2",
                    null,
                    "needs access tokens, but there is no token source",
                    "add mailswitch-entra-auth, or hand a TokenSource to the sender's builder")));
        }
        TrustMaterial material = new TrustMaterial(settings.tls());
        X509ExtendedTrustManager trust = material.trust();
        X509ExtendedKeyManager keys = material.keys();
        if (trust == null || !material.problems().isEmpty()) {
            throw new ConfigurationException(material.problems().stream()
                    .map(it -> new ConfigProblem("mailswitch.smtp." + it.key(), null, null, it.problem(), it.instead()))
                    .toList());
        }
        settings.inherited().forEach(SmtpTransport::warn);
        if (settings.retiringLogin() && RetirementNotices.isFirst(settings)) {
            LOG.warn("{}. {}", ExchangeOnline.RETIREMENT, ExchangeOnline.WAY_OUT);
        }
        SmtpTransport transport =
                new SmtpTransport(settings, context, new TlsClient(keys, trust, context.clock()), nanos);
        if (transport.warmUp != null) {
            transport.warmUp.start();
        }
        return transport;
    }

    private static void warn(LegacyMailProperties.Finding finding) {
        LOG.warn("{}", finding);
    }

    @Override
    public SendReceipt submit(Submission submission) {
        Failures failures = new Failures(settings.endpoint(), submission.messageId());
        long size = submission.content().size(List.of());
        Waits waits = Waits.start(settings.timeouts());
        try (Lease lease = connections.lease(waits, failures)) {
            return lease.send(submission, size, waits, failures);
        }
    }

    /** {@inheritDoc} With PIPELINING and CHUNKING messages follow one another without waiting for the answers, in a window. */
    @Override
    public void submitAll(SubmissionBatch batch) {
        new SmtpBatch(connections, batch).run();
    }

    @Override
    public TransportCapabilities capabilities() {
        return SmtpCapabilities.table(settings.pool().maxConnections());
    }

    @Override
    public ConnectionCount connections() {
        PoolCount count = pool.count();
        return new ConnectionCount(count.inUse() + count.idle(), count.idle(), count.waiting());
    }

    @Override
    public Optional<SendingMailbox> mailbox(Submission submission) {
        return Optional.of(mailbox);
    }

    private static SendingMailbox mailbox(Settings settings) {
        boolean exchange = ExchangeOnline.isSubmissionHost(settings.host());
        String user = settings.login().username();
        String name = exchange && user != null ? user : (user == null ? "" : user + " at ") + settings.endpoint();
        return new SendingMailbox(name, exchange, ExchangeOnline.AT_ONCE);
    }

    @Override
    public CheckReport check() {
        return new SmtpCheck(settings, context.clock(), connector).run();
    }

    @Override
    public void close() {
        if (warmUp != null) {
            warmUp.cancel();
        }
        pool.close(settings.timeouts().close());
        links.abortAll();
    }

    /** Returns server, TLS mode and sign-in. */
    @Override
    public String toString() {
        return "SmtpTransport[" + settings.endpoint() + ", tls "
                + settings.tls().mode() + ", auth " + settings.login().mode() + ']';
    }
}
