package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.SendOutcome;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches to a server with PIPELINING alone: the envelope of a message leaves behind the content of the one before. */
class OverlapTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int MESSAGES = 8;
    private static final int MIDDLE = 4;

    @BeforeEach
    void withoutChunking() {
        Offered.PIPELINING.by(exchange);
    }

    private static MailSender open(String... more) {
        return Sends.open(exchange, with("smtp.max-connections", "1").andThen(with(more)));
    }

    private static List<String> arrived() {
        return exchange.mailbox().all().stream()
                .map(ReceivedMail::recipientAddresses)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> expect(int message, String outcome) {
        List<String> all = new ArrayList<>(Collections.nCopies(MESSAGES, "accepted"));
        all.set(message, outcome);
        return all;
    }

    @Test
    void eachArrives() {
        try (MailSender sender = open()) {
            List<SendOutcome> outcomes = sender.sendAll(Batches.emails(MESSAGES));

            assertThat(Batches.told(outcomes)).containsOnly("accepted");
            Batches.toldTruly(outcomes, arrived());
            assertThat(exchange.smtp().connections()).hasSize(1);
            assertThat(exchange.smtp().connections().get(0).commands()).contains("RSET");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL,        550 5.7.60 not as this sender, NOT_ACCEPTED, 1",
        "RCPT,        550 5.1.1 unknown,             NOT_ACCEPTED, 1",
        "DATA,        451 4.3.0 later,               NOT_ACCEPTED, 1",
        "CONTENT_END, 554 5.6.0 refused,             NOT_ACCEPTED, 1",
        "MAIL,        421 4.3.2 closing,             accepted,     2",
        "RCPT,        421 4.3.2 closing,             NOT_ACCEPTED, 2",
        "CONTENT_END, 421 4.3.2 closing,             NOT_ACCEPTED, 2"
    })
    void refusalInTheMiddle(SmtpStage stage, String reply, String outcome, int connections) {
        exchange.smtp().at(stage).afterFirst(MIDDLE).reply(reply);
        try (MailSender sender = open()) {
            List<SendOutcome> outcomes = sender.sendAll(Batches.emails(MESSAGES));

            assertThat(Batches.told(outcomes)).isEqualTo(expect(MIDDLE, outcome));
            Batches.toldTruly(outcomes, arrived());
            assertThat(exchange.smtp().connections()).hasSize(connections);
        }
    }

    /** DATA has left with the envelope; only cutting the connection keeps those who were accepted from an empty message. */
    @Test
    void someRefused() {
        exchange.smtp().at(SmtpStage.RCPT).forRecipient("eve@example.com").reply("550 5.1.1 unknown");
        try (MailSender sender = open()) {
            List<Email> emails = new ArrayList<>(Batches.emails(MESSAGES));
            emails.set(
                    MIDDLE,
                    Batches.email(MIDDLE).toBuilder().cc("eve@example.com").build());
            List<SendOutcome> outcomes = sender.sendAll(emails);

            assertThat(Batches.told(outcomes)).isEqualTo(expect(MIDDLE, "NOT_ACCEPTED"));
            Batches.toldTruly(outcomes, arrived());
        }
    }
}
