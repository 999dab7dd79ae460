package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.SmtpOptions;
import io.mailswitch.testkit.internal.mail.Delivery;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the handlers of one connection share. Used by the session's thread alone. */
final class Session {
    final SmtpOptions options;
    final Accounts accounts;
    final Wire wire;
    final ConnectionLog log;
    final Responder responder;
    final SubmissionGauge gauge;
    final Path folder;
    final Consumer<Delivery> sink;
    final AtomicInteger ids;

    /** The name given with EHLO or HELO, null before. */
    @Nullable
    String greetedAs;

    boolean extended;
    /** Who has signed in, null before. */
    @Nullable
    String user;

    @Nullable
    String mechanism;
    /** The reply to the last failed AUTH, which Exchange repeats when the client goes on. */
    @Nullable
    String authFailure;

    Session(
            SmtpOptions options,
            Accounts accounts,
            Wire wire,
            ConnectionLog log,
            FaultScript script,
            SubmissionGauge gauge,
            Path folder,
            Consumer<Delivery> sink,
            AtomicInteger ids) {
        this.options = options;
        this.accounts = accounts;
        this.wire = wire;
        this.log = log;
        this.responder = new Responder(wire, log, script);
        this.gauge = gauge;
        this.folder = folder;
        this.sink = sink;
        this.ids = ids;
    }

    /** Tells whether TLS is still missing for anything that matters. */
    boolean isTlsMissing() {
        return options.isTlsRequired() && !wire.isSecure();
    }

    boolean offers(String keyword) {
        return extended && options.offers(keyword);
    }
}
