package io.mailswitch.smtp.internal;

import io.mailswitch.CheckReport;
import io.mailswitch.CheckReport.Severity;
import io.mailswitch.MailException;
import io.mailswitch.smtp.SmtpAuth;
import io.mailswitch.smtp.TlsMode;
import io.mailswitch.smtp.internal.config.ExchangeOnline;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.session.Connector;
import io.mailswitch.smtp.internal.session.Extensions;
import io.mailswitch.smtp.internal.session.Progress;
import io.mailswitch.smtp.internal.session.Waits;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Opens a connection of its own, sends nothing and reports what was found. */
final class SmtpCheck {
    private static final long CERTIFICATE_DAYS = 21;
    private static final List<String> WANTED =
            List.of("SIZE", "8BITMIME", "SMTPUTF8", "DSN", "PIPELINING", "ENHANCEDSTATUSCODES");

    private final Settings settings;
    private final InstantSource clock;
    private final Connector connector;
    private final CheckReport.Builder report = CheckReport.builder("smtp");

    SmtpCheck(Settings settings, InstantSource clock, Connector connector) {
        this.settings = settings;
        this.clock = clock;
        this.connector = connector;
    }

    CheckReport run() {
        report.fact("host", settings.host()).fact("port", Integer.toString(settings.port()));
        if (settings.proxy() != null) {
            report.fact(
                    "proxy", settings.proxy().kind() + " " + settings.proxy().endpoint());
        }
        Progress progress = new Progress();
        try {
            connector
                    .open(Waits.start(settings.timeouts()), new Failures(settings.endpoint(), null), progress)
                    .end();
            describe(progress);
        } catch (MailException e) {
            describe(progress);
            report.failed(e);
        }
        findings(progress);
        return report.build();
    }

    private void describe(Progress progress) {
        if (progress.address() != null) {
            report.fact("address", progress.address().getAddress().getHostAddress());
        }
        if (progress.tls() != null) {
            report.fact("tls", progress.tls().protocol())
                    .fact("cipher", progress.tls().cipherSuite());
        } else if (settings.tls().mode() == TlsMode.NONE) {
            report.fact("tls", "none");
        }
        if (!progress.chain().isEmpty()) {
            X509Certificate leaf = progress.chain().get(0);
            report.fact("certificate-subject", leaf.getSubjectX500Principal().getName())
                    .fact("certificate-issuer", leaf.getIssuerX500Principal().getName())
                    .fact("certificate-days-left", Long.toString(daysLeft(leaf)));
        }
        Extensions extensions = progress.extensions();
        if (extensions != null) {
            report.fact("extensions", String.join(" ", extensions.keywords()))
                    .fact("auth-mechanisms", String.join(" ", extensions.mechanisms()));
            extensions.maxMessageBytes().ifPresent(max -> report.fact("max-message-bytes", Long.toString(max)));
        }
        if (progress.mechanism() != null) {
            report.fact("auth", progress.mechanism());
        } else if (settings.login().mode() == SmtpAuth.NONE) {
            report.fact("auth", "none");
        }
    }

    private long daysLeft(X509Certificate certificate) {
        return Duration.between(clock.instant(), certificate.getNotAfter().toInstant())
                .toDays();
    }

    private void findings(Progress progress) {
        if (settings.retiringLogin()) {
            report.finding(Severity.WARNING, ExchangeOnline.RETIREMENT, ExchangeOnline.WAY_OUT);
        }
        settings.inherited()
                .forEach(it -> report.finding(
                        Severity.WARNING, it.key() + "=" + it.value() + " is set but not followed", it.text() + "."));
        if (ExchangeOnline.isSubmissionHost(settings.host()) && settings.port() == 465) {
            report.finding(
                    Severity.WARNING,
                    "Exchange Online does not serve port 465",
                    "Use mailswitch.smtp.port=587 with mailswitch.smtp.tls=starttls.");
        }
        if (settings.port() == 25 && settings.tls().mode() != TlsMode.NONE) {
            report.finding(
                    Severity.INFO,
                    "port 25 is meant for mail between servers and blocked by many networks",
                    "Use mailswitch.smtp.port=587 for submission.");
        }
        if (progress.tls() != null && !progress.chain().isEmpty()) {
            long days = daysLeft(progress.chain().get(0));
            if (days < CERTIFICATE_DAYS) {
                report.finding(
                        Severity.WARNING,
                        "the server's certificate expires in " + days + " days",
                        "Have the server's administrator renew it.");
            }
        }
        Extensions extensions = progress.extensions();
        if (extensions != null) {
            List<String> missing =
                    WANTED.stream().filter(keyword -> !extensions.has(keyword)).toList();
            if (!missing.isEmpty()) {
                report.finding(
                        Severity.INFO,
                        "the server does not offer " + String.join(", ", missing),
                        "Messages that need one of them are refused before they are sent; the others only go slower.");
            }
        }
    }
}
