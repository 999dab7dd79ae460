package io.mailswitch.jakarta;

import io.mailswitch.EnvelopeOptions;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.config.MailConfig;
import io.mailswitch.jakarta.internal.sender.ApplicationLoader;
import io.mailswitch.jakarta.internal.sender.Lease;
import io.mailswitch.jakarta.internal.sender.SenderCache;
import io.mailswitch.jakarta.internal.session.Configured;
import io.mailswitch.jakarta.internal.session.ConnectRequest;
import io.mailswitch.jakarta.internal.session.Finding;
import io.mailswitch.jakarta.internal.session.SessionConfig;
import io.mailswitch.jakarta.internal.session.SessionPlan;
import io.mailswitch.jakarta.internal.session.Treatment;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a transport holds while it is connected: the use of a shared sender. Thread-safe. */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.jakarta");
    private static final int MAX_SAID = 1000;
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private final SessionPlan plan;
    private final Debug debug;
    private final ClassLoader loader;
    private final Lease lease;

    private Connection(SessionPlan plan, Debug debug, ClassLoader loader) {
        this.plan = plan;
        this.debug = debug;
        this.loader = loader;
        this.lease = lease(plan.config());
    }

    /**
     * Finds or opens the sender, and makes sure that it can send.
     *
     * @param request what to connect to
     * @param debug takes what happens
     * @return the connection; empty when a password is needed and there is none
     * @throws MailException when the configuration cannot be used, or the server cannot be reached or refuses
     */
    static Optional<Connection> open(ConnectRequest request, Debug debug) {
        ClassLoader loader = ApplicationLoader.find();
        return ApplicationLoader.with(loader, () -> open(request, debug, loader));
    }

    private static Optional<Connection> open(ConnectRequest request, Debug debug, ClassLoader loader) {
        SessionPlan plan = SessionConfig.of(request, Configured.of(request.session()));
        if (debug.isOn()) {
            debug.print(plan.config().report());
        }
        if (plan.passwordMissing()) {
            debug.print("a password is needed to sign in, and there is none yet");
            return Optional.empty();
        }
        Connection connection = new Connection(plan, debug, loader);
        try {
            connection.lease.verify();
            return Optional.of(connection);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    SendReceipt send(MimeMessage message, EnvelopeOptions options, boolean partial) {
        return ApplicationLoader.with(
                loader,
                () -> partial && !allowsPartial() ? sendPartly(message, options) : lease.send(message, options));
    }

    /** Tells whether a message goes to the accepted recipients when others are refused. */
    boolean allowsPartial() {
        return plan.config().find(CoreKeys.PARTIAL_SUBMISSION).orElse(false);
    }

    private SendReceipt sendPartly(MimeMessage message, EnvelopeOptions options) {
        MailConfig partly = plan.config()
                .withDefaults(MailConfig.builder()
                        .map("setSendPartial of the message", Map.of(CoreKeys.PARTIAL_SUBMISSION.name(), "true"))
                        .build());
        try (Lease other = lease(partly)) {
            return other.send(message, options);
        }
    }

    private Lease lease(MailConfig config) {
        return SenderCache.shared()
                .lease(config, plan.token().orElse(null), debug.stream(), loader, () -> plan.findings()
                        .forEach(this::report));
    }

    /** Says what is not followed: in the log once, since a sender is opened often, and each time where the session is debugged. */
    void report(Finding finding) {
        debug.print(finding.text());
        if (SAID.size() >= MAX_SAID) {
            SAID.clear(); // texts have values of the application in them
        }
        if (SAID.add(finding.text())) {
            if (finding.treatment() == Treatment.REPLACED) {
                LOG.warn("{}", finding);
            } else {
                LOG.info("{}", finding);
            }
        }
    }

    /** Gives the sender back; its connections stay open for others. */
    @Override
    public void close() {
        lease.close();
    }
}
