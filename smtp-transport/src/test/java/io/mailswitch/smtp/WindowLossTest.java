package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailSender;
import io.mailswitch.SendOutcome;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A window that is cut at any octet or any reply: what is told of each message holds against what the server took. */
class WindowLossTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int MESSAGES = 8;
    /** Of a message: RSET, MAIL, RCPT and BDAT, or one more with DATA. */
    private static final int REPLIES = 4;
    /** Prime, so that the cuts fall on all parts of a message. */
    private static final int STEP = 53;

    private static int cut(boolean chunking, boolean several, long octets, long replies, boolean reset)
            throws IOException {
        try (CuttingServer server = new CuttingServer(chunking, octets, replies, reset);
                MailSender sender = Sends.open(exchange, settings -> {
                    settings.keySet().removeIf(key -> key.matches(".*(ca-file|username|password|auth)"));
                    Sends.with(server.settings()).accept(settings);
                    Sends.with("smtp.max-connections", "1").accept(settings);
                })) {
            List<SendOutcome> outcomes =
                    sender.sendAll(several ? Batches.emails(MESSAGES, "eve@example.com") : Batches.emails(MESSAGES));
            Batches.toldTruly(outcomes, server.arrived());
            assertThat(Batches.told(outcomes).stream().filter("UNKNOWN"::equals).count())
                    .as("in doubt where content waits for its envelope")
                    .isLessThanOrEqualTo(chunking && !several ? MESSAGES : 1);
            return (int) outcomes.stream().filter(it -> !it.isAccepted()).count();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // CHUNKING, several recipients, reset
        "true, false, true",
        "true, false, false",
        "true, true, true",
        "true, true, false",
        "false, false, true",
        "false, false, false",
        "false, true, true"
    })
    void atAnyOctet(boolean chunking, boolean several, boolean reset) throws IOException {
        int failed = 0;
        for (long octets = 0; octets < MESSAGES * 420; octets += STEP) {
            failed += cut(chunking, several, octets, Long.MAX_VALUE, reset) > 0 ? 1 : 0;
        }
        assertThat(failed).as("cuts that a message suffered from").isGreaterThan(MESSAGES * 420 / STEP / 3);
    }

    @ParameterizedTest
    @CsvSource({
        // CHUNKING, several recipients, reset
        "true, false, true",
        "true, false, false",
        "true, true, true",
        "true, true, false",
        "false, false, true",
        "false, false, false",
        "false, true, true"
    })
    void atAnyReply(boolean chunking, boolean several, boolean reset) throws IOException {
        int failed = 0;
        for (int replies = 0; replies < MESSAGES * REPLIES; replies++) {
            failed += cut(chunking, several, Long.MAX_VALUE, replies, reset) > 0 ? 1 : 0;
        }
        assertThat(failed).as("cuts that a message suffered from").isGreaterThanOrEqualTo(MESSAGES - 1);
    }
}
