package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailSender;
import io.mailswitch.SendOutcome;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window that is cut at any octet or any reply: what is told of each message holds against what the server took. */
class WindowLossTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int MESSAGES = 8;
    /** Of a message: RSET, MAIL, RCPT, BDAT. */
    private static final int REPLIES = 4;
    /** Prime, so that the cuts fall on all parts of a message. */
    private static final int STEP = 53;

    private static int cut(long octets, long replies, boolean reset) throws IOException {
        try (CuttingServer server = new CuttingServer(octets, replies, reset);
                MailSender sender = Sends.open(exchange, settings -> {
                    settings.keySet().removeIf(key -> key.matches(".*(ca-file|username|password|auth)"));
                    Sends.with(server.settings()).accept(settings);
                    Sends.with("smtp.max-connections", "1").accept(settings);
                })) {
            List<SendOutcome> outcomes = sender.sendAll(Batches.emails(MESSAGES));
            Batches.toldTruly(outcomes, server.arrived());
            return (int) outcomes.stream().filter(it -> !it.isAccepted()).count();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void atAnyOctet(boolean reset) throws IOException {
        int cuts = 0;
        for (long octets = 0; cut(octets, Long.MAX_VALUE, reset) > 0; octets += STEP) {
            cuts++;
        }
        assertThat(cuts).as("as many as fit into all messages").isGreaterThan(MESSAGES * 300 / STEP);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void atAnyReply(boolean reset) throws IOException {
        for (int replies = 0; replies < MESSAGES * REPLIES - 1; replies++) {
            assertThat(cut(Long.MAX_VALUE, replies, reset))
                    .as("after %d replies", replies)
                    .isPositive();
        }
    }
}
