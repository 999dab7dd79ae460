package io.mailswitch.smtp.internal.session;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import io.mailswitch.TlsSession;
import io.mailswitch.smtp.SmtpAuth;
import io.mailswitch.smtp.TlsMode;
import io.mailswitch.smtp.internal.auth.Authenticator;
import io.mailswitch.smtp.internal.auth.TokenRefusedException;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.tls.TlsClient;
import io.mailswitch.smtp.internal.tls.TlsFailedException;
import io.mailswitch.smtp.internal.tls.TlsLink;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.smtp.internal.wire.Link;
import io.mailswitch.smtp.internal.wire.MalformedReplyException;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.smtp.internal.wire.TcpLink;
import io.mailswitch.smtp.internal.wire.Trace;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TransportContext;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections: TCP, greeting, EHLO, STARTTLS, EHLO again, sign-in. Thread-safe. */
public final class Connector {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final AtomicLong IDS = new AtomicLong();

    private final Settings settings;
    private final TlsClient tls;
    private final TransportContext context;
    private final OpenLinks links;
    private final LongSupplier nanos;
    private final Dialer dialer;
    private final Authenticator authenticator;

    /**
     * Makes a connector.
     *
     * @param settings where to and how
     * @param tls encrypts
     * @param context gives access tokens, and listens
     * @param links knows all connections
     * @param nanos tells how old a connection is, and for how long it has rested; {@link System#nanoTime} but in tests
     */
    public Connector(Settings settings, TlsClient tls, TransportContext context, OpenLinks links, LongSupplier nanos) {
        this.settings = settings;
        this.tls = tls;
        this.context = context;
        this.links = links;
        this.nanos = nanos;
        this.dialer = new Dialer(settings, links);
        this.authenticator = new Authenticator(settings, context.tokens());
    }

    /**
     * Opens a connection. When the server refuses the access token, another is asked for once, for another connection.
     *
     * @param waits the deadlines
     * @param failures makes the exceptions
     * @param progress notes what is learnt on the way
     * @return the connection, signed in
     * @throws MailException when there is none
     */
    public SmtpConnection open(Waits waits, Failures failures, Progress progress) {
        try {
            return open(waits, failures, progress, null);
        } catch (TokenRefusedException first) {
            LOG.info("{}: the access token was refused; asking for another", settings.endpoint());
            AccessToken other = authenticator.token(first.token());
            if (other.value().reveal().equals(first.token().value().reveal())) {
                throw first.failure();
            }
            try {
                return open(waits, failures, progress, other);
            } catch (TokenRefusedException second) {
                throw second.failure();
            }
        }
    }

    private SmtpConnection open(Waits waits, Failures failures, Progress progress, @Nullable AccessToken given)
            throws TokenRefusedException {
        progress.enter(Stage.CONNECT);
        TcpLink tcp;
        try {
            tcp = dialer.dial(waits.connect());
        } catch (IOException e) {
            throw failures.lost(Stage.CONNECT, e, false, links.isClosed());
        }
        Opening opening = new Opening(tcp, waits, failures, progress);
        boolean opened = false;
        try {
            progress.connected(tcp.remoteAddress());
            SmtpConnection connection = opening.run(given);
            opened = true;
            return connection;
        } catch (IOException e) {
            opening.outOfStep();
            if (e instanceof TlsFailedException failed) {
                progress.refused(failed.chain());
            }
            throw failures.lost(progress.stage(), e, false, links.isClosed());
        } finally {
            if (!opened) {
                opening.giveUp();
            }
        }
    }

    /** One connection while it is being opened. */
    private final class Opening {
        private final TcpLink tcp;
        private final Waits waits;
        private final Failures failures;
        private final Progress progress;
        private final String id = "smtp-" + IDS.incrementAndGet();
        private final Trace trace = new Trace(id, settings.trace(), context.trace());
        private @Nullable Dialogue dialogue;

        Opening(TcpLink tcp, Waits waits, Failures failures, Progress progress) {
            this.tcp = tcp;
            this.waits = waits;
            this.failures = failures;
            this.progress = progress;
        }

        SmtpConnection run(@Nullable AccessToken given) throws IOException, TokenRefusedException {
            LOG.debug("{} connected to {} at {}", id, settings.endpoint(), progress.address());
            trace.note("connected");
            Link link = tcp;
            if (settings.tls().mode() == TlsMode.IMPLICIT) {
                link = encrypt();
            }
            progress.enter(Stage.GREETING);
            Dialogue opened = new Dialogue(link, trace);
            dialogue = opened;
            Reply greeting = opened.reply(waits.greeting());
            if (greeting.code() != 220) {
                throw refused(greeting);
            }
            Extensions extensions = ehlo(opened);
            if (settings.tls().mode() == TlsMode.STARTTLS) {
                startTls(opened, extensions);
                extensions = ehlo(opened);
            }
            @Nullable String mechanism = null;
            if (settings.login().mode() != SmtpAuth.NONE) {
                progress.enter(Stage.AUTHENTICATION);
                mechanism = authenticator.signIn(dialogue, extensions.mechanisms(), given, waits::command, failures);
                progress.signedIn(mechanism);
            }
            LOG.debug("{} ready: {}, signed in by {}", id, progress.tls(), mechanism);
            SmtpConnection.Session session =
                    new SmtpConnection.Session(extensions, progress.tls(), progress.chain(), mechanism);
            return new SmtpConnection(id, links, tcp, opened, session, settings.pool(), nanos);
        }

        private TlsLink encrypt() throws IOException {
            progress.enter(Stage.TLS);
            Deadline deadline = waits.tls();
            TlsLink link = tls.encrypt(tcp, settings.host(), settings.port(), deadline);
            SSLSession session = link.session();
            progress.encrypted(new TlsSession(session.getProtocol(), session.getCipherSuite()), chain(session));
            trace.note(session.getProtocol() + " with " + session.getCipherSuite());
            return link;
        }

        private void startTls(Dialogue clear, Extensions extensions) throws IOException {
            if (!extensions.has("STARTTLS")) {
                throw failures.setup(
                        Stage.GREETING,
                        "the server does not offer STARTTLS, so nothing was sent",
                        "Use the submission port 587, or mailswitch.smtp.tls=implicit with port 465; if the server has TLS, something in "
                                + "between may have removed the offer.",
                        null);
            }
            Reply reply = clear.ask(Command.of("STARTTLS"), waits.command());
            if (reply.code() != 220) {
                throw refused(reply);
            }
            // RFC 3207 §4.2 and CVE-2011-0411: what came in clear text must not be taken for what comes after
            if (clear.pending()) {
                throw new MalformedReplyException("clear text followed the reply to STARTTLS");
            }
            progress.offered(null);
            clear.continueOver(encrypt());
            progress.enter(Stage.GREETING);
        }

        private Extensions ehlo(Dialogue talk) throws IOException {
            String name =
                    settings.ehloName() == null ? literal(tcp.localAddress().getAddress()) : settings.ehloName();
            Reply reply = talk.ask(Command.of("EHLO " + name), waits.command());
            Extensions extensions;
            if (reply.code() == 250) {
                extensions = Extensions.of(reply);
            } else if (reply.code() >= 500 && needsNoExtension()) {
                Reply helo = talk.ask(Command.of("HELO " + name), waits.command());
                if (helo.code() != 250) {
                    throw refused(helo);
                }
                extensions = Extensions.NONE;
            } else {
                throw refused(reply);
            }
            progress.offered(extensions);
            return extensions;
        }

        void outOfStep() {
            dialogue = null;
        }

        /** A server that refused is told goodbye; one that does not keep to the protocol is not. */
        void giveUp() {
            if (dialogue != null) {
                try {
                    dialogue.ask(Command.of("QUIT"), Deadline.after(GOODBYE));
                } catch (IOException e) {
                    LOG.debug("{} did not say goodbye: {}", id, e.getMessage());
                }
            }
            links.close(tcp);
        }

        private boolean needsNoExtension() {
            return settings.tls().mode() != TlsMode.STARTTLS && settings.login().mode() == SmtpAuth.NONE;
        }

        private MailException refused(Reply reply) {
            return reply.code() >= 400
                    ? failures.refused(Stage.GREETING, reply)
                    : failures.protocol(
                            Stage.GREETING, "an unexpected answer to the greeting, EHLO or STARTTLS", reply, false);
        }
    }

    /** RFC 5321 §4.1.3. */
    private static String literal(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return '[' + address.getHostAddress() + ']';
        }
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return "[IPv6:" + (scope < 0 ? text : text.substring(0, scope)) + ']';
    }

    private static List<X509Certificate> chain(SSLSession session) {
        try {
            return Arrays.stream(session.getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("TLS without a certificate", e);
        }
    }
}
