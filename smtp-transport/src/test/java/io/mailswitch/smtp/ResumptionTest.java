package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailSender;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.SmtpConnection;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sender that connects anew takes up the TLS session of the connection before: the server sends its certificate once only. */
class ResumptionTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int CONNECTIONS = 3;
    /** Octets that are more than two connections differ by otherwise, and less than any certificate and its signature take. */
    private static final int CERTIFICATE = 300;

    @ParameterizedTest
    @CsvSource({"starttls, TLSv1.2", "starttls, TLSv1.3", "implicit, TLSv1.2", "implicit, TLSv1.3"})
    void certificateIsSentOnce(String mode, String version) throws Exception {
        exchange.smtp().reconfigure(options -> options.tlsProtocols(version));
        int target = mode.equals("starttls")
                ? exchange.smtp().port()
                : exchange.smtp().implicitTlsPort();
        try (ByteCounter counter = new ByteCounter(target)) {
            String port = Integer.toString(counter.port());
            try (MailSender sender = Sends.open(
                    exchange, with("smtp.tls", mode, "smtp.port", port, "smtp.max-messages-per-connection", "1"))) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    sender.send(Sends.email());
                }
            }
            assertThat(exchange.smtp().connections())
                    .hasSize(CONNECTIONS)
                    .extracting(SmtpConnection::tlsProtocol)
                    .containsOnly(Optional.of(version));
            long first = counter.sentByServer(0);
            for (int i = 1; i < CONNECTIONS; i++) {
                assertThat(counter.sentByServer(i)).isLessThan(first - CERTIFICATE);
            }
        }
    }
}
