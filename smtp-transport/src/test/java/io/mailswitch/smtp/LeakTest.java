package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.mailswitch.MailSender;
import io.mailswitch.testkit.CertificateKind;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpStage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invariant 6 of the design: what was opened is closed, however a send ended, and no thread keeps the JVM alive. */
class LeakTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static long openFiles() {
        assumeTrue(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean);
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private static void failInEveryWay() {
        List<SmtpStage> stages = List.of(
                SmtpStage.GREETING,
                SmtpStage.EHLO,
                SmtpStage.STARTTLS,
                SmtpStage.TLS_HANDSHAKE,
                SmtpStage.AUTH,
                SmtpStage.MAIL,
                SmtpStage.RCPT,
                SmtpStage.DATA,
                SmtpStage.CONTENT_END);
        try (MailSender sender = Sends.open(
                exchange,
                with(
                        "smtp.command-timeout",
                        "500ms",
                        "smtp.tls-timeout",
                        "500ms",
                        "smtp.greeting-timeout",
                        "500ms",
                        "smtp.final-reply-timeout",
                        "500ms"))) {
            for (SmtpStage stage : stages) {
                (stage == SmtpStage.DATA ? Offered.PIPELINING : Offered.BOTH).by(exchange);
                exchange.smtp().at(stage).drop();
                Sends.fails(sender);
                exchange.smtp().at(stage).stall();
                Sends.fails(sender);
                exchange.smtp().clearFaults(); // on a slow machine a time-out may have come before
            }
            exchange.smtp().reconfigure(options -> options.certificate(CertificateKind.EXPIRED));
            Sends.fails(sender);
            exchange.smtp().reconfigure(options -> options.certificate(CertificateKind.VALID));
        }
        assertThat(exchange.smtp().awaitNoConnection(Sends.SOON)).isTrue();
    }

    @Test
    void failuresLeaveNoSocketBehind() {
        exchange.allowUnusedFaults();
        failInEveryWay(); // classes, random source, temporary files of the server
        long before = openFiles();
        for (int i = 0; i < 3; i++) {
            failInEveryWay();
        }
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (openFiles() > before + 5) {
            assertThat(System.nanoTime() - until)
                    .as("%s files before, %s after some 60 failures", before, openFiles())
                    .isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Test
    void threadsAreDaemons() {
        try (MailSender sender = Sends.open(exchange)) {
            sender.send(Sends.email());
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("mailswitch-smtp"))
                    .allSatisfy(thread -> assertThat(thread.isDaemon()).isTrue());
        }
    }
}
