package io.mailswitch.internal.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;
import io.mailswitch.testing.LogLines;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogTransportTest {
    private static final Email EMAIL = Email.builder()
            .from("alerts@example.com")
            .to("ops@example.com")
            .bcc("boss@example.com")
            .subject("the subject")
            .text("the body")
            .build();

    @Test
    void oneLineAtInfoWithoutAddressOrContent() {
        LogLines log = new LogLines(Level.INFO);
        SendReceipt receipt = send(log);

        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("INFO")
                .contains(receipt.messageId(), "2 recipients", "octets", "not sent")
                .doesNotContain("ops@", "boss@", "alerts@", "subject", "body");
    }

    @Test
    void addressesAppearAtDebug() {
        LogLines log = new LogLines(Level.DEBUG);
        send(log);

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(1))
                .startsWith("DEBUG")
                .contains("alerts@example.com", "ops@example.com", "boss@example.com")
                .doesNotContain("subject", "body");
    }

    @Test
    void closedTransportTakesNothing() {
        LogTransport transport = new LogTransport(new LogLines(Level.INFO));
        transport.close();
        assertThatIllegalStateException().isThrownBy(() -> transport.submit(null));
    }

    private static SendReceipt send(LogLines log) {
        try (MailSender sender = MailSender.builder().openOn(new LogTransport(log), null)) {
            return sender.send(EMAIL);
        }
    }
}
