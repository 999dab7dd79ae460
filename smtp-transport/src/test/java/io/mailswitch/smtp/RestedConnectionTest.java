package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Secret;
import io.mailswitch.SendOutcome;
import io.mailswitch.smtp.internal.SmtpTransport;
import io.mailswitch.spi.TransportContext;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpConnection;
import io.mailswitch.testkit.SmtpFault;
import io.mailswitch.testkit.SmtpStage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A connection that has rested may be gone without a sign of it: content that leaves with the envelope would then be in doubt, so there the
 * content waits, at the price of a round trip.
 */
class RestedConnectionTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final Duration REST = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE); // such clocks may overflow
    private MailSender sender;

    @BeforeEach
    void open() {
        SmtpConfigBuilder config = SmtpConfig.builder()
                .host(exchange.smtp().host())
                .port(exchange.smtp().port())
                .caFile(exchange.exchange().certificates().caFile())
                .username(Accounts.DEFAULT_USER)
                .auth(SmtpAuth.PASSWORD)
                .password(Secret.of(Accounts.DEFAULT_PASSWORD))
                .maxConnections(1);
        sender = MailSender.builder()
                .openOn(
                        SmtpTransport.open(
                                new SettingsChecks(config).settingsOrThrow(),
                                new TransportContext(InstantSource.system(), null),
                                now::get),
                        null);
    }

    @AfterEach
    void close() {
        sender.close();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private int roundTripsOfOne() {
        SmtpConnection connection = exchange.smtp().connections().get(0);
        int before = connection.roundTrips();
        sender.send(Sends.email());
        assertThat(exchange.smtp().connections()).hasSize(1);
        return connection.roundTrips() - before;
    }

    @Test
    void contentWaitsAfterARest_once() {
        sender.send(Sends.email());
        pass(REST.minusNanos(1));
        assertThat(roundTripsOfOne()).isEqualTo(1);
        pass(REST);
        assertThat(roundTripsOfOne()).isEqualTo(2);
        assertThat(roundTripsOfOne()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "reset", "halfClose"})
    void connectionThatIsGoneIsReplacedWithoutADoubt(String how) {
        sender.send(Sends.email());
        pass(REST);
        fail(exchange.smtp().at(SmtpStage.MAIL), how);
        assertThat(sender.send(Sends.email()).accepted()).hasSize(1);

        assertThat(exchange.smtp().connections()).hasSize(2);
        assertThat(exchange.mailbox().size()).isEqualTo(2);
        assertThat(exchange.smtp().unusedFaults()).isEmpty();
    }

    private static void fail(SmtpFault fault, String how) {
        switch (how) {
            case "drop" -> fault.drop();
            case "reset" -> fault.reset();
            default -> fault.halfClose();
        }
    }

    @Test
    void connectionThatIsGoneBeforeTheRestLeavesADoubt() {
        sender.send(Sends.email());
        pass(REST.minusNanos(1));
        exchange.smtp().at(SmtpStage.MAIL).drop();

        assertThat(Sends.fails(sender).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    /** The first message of a batch takes no such risk, nor does the next one of a source that was slow. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void batchOverAConnectionThatIsGone(int restBefore) {
        sender.send(Sends.email());
        Iterator<Email> emails = Batches.emails(3).iterator();
        Iterator<Email> slow = new Iterator<>() {
            private int handedOut;

            @Override
            public boolean hasNext() {
                return emails.hasNext();
            }

            @Override
            public Email next() {
                if (handedOut++ == restBefore) {
                    pass(REST);
                    exchange.smtp().at(SmtpStage.MAIL).drop();
                }
                return emails.next();
            }
        };
        List<SendOutcome> outcomes = new ArrayList<>();
        sender.sendAll(() -> slow, outcomes::add);

        assertThat(Batches.told(outcomes)).containsExactly("accepted", "accepted", "accepted");
        assertThat(exchange.smtp().connections()).hasSize(2);
        assertThat(exchange.mailbox().size()).isEqualTo(4);
        assertThat(exchange.smtp().unusedFaults()).isEmpty();
    }
}
