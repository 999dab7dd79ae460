package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailSender;
import io.mailswitch.SendOutcome;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpFault;
import io.mailswitch.testkit.SmtpStage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches with faults at random: what is told of each message holds against what arrived. The seed gives the same faults again. */
class WindowTruthTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int ROUNDS = 12;
    private static final int MESSAGES = 25;

    @ParameterizedTest
    @CsvSource({
        "BOTH, false, 20261123",
        "BOTH, false, 1",
        "BOTH, false, 2",
        "BOTH, true, 20261123",
        "BOTH, true, 1",
        "PIPELINING, false, 20261123",
        "PIPELINING, false, 1",
        "PIPELINING, true, 2"
    })
    void toldAndArrived(Offered offered, boolean several, long seed) {
        exchange.allowUnusedFaults();
        Random random = new Random(seed);
        int kinds = 0;
        for (int round = 0; round < ROUNDS; round++) {
            exchange.exchange().reset();
            exchange.smtp().reconfigure(offered::apply);
            for (int i = 0; i < MESSAGES; i++) {
                if (random.nextInt(12) == 0) {
                    order(random, i);
                }
            }
            try (MailSender sender = Sends.open(
                    exchange,
                    with(
                            "smtp.max-connections",
                            "1",
                            "smtp.final-reply-timeout",
                            "1s",
                            "partial-submission",
                            Boolean.toString(!several)))) {
                List<SendOutcome> outcomes = sender.sendAll(
                        several ? Batches.emails(MESSAGES, "eve@example.com") : Batches.emails(MESSAGES));
                List<String> arrived = exchange.mailbox().all().stream()
                        .map(ReceivedMail::recipientAddresses)
                        .flatMap(List::stream)
                        .toList();
                Batches.toldTruly(outcomes, arrived);
                kinds = Math.max(
                        kinds, (int) Batches.told(outcomes).stream().distinct().count());
            }
        }
        assertThat(kinds).as("outcomes of each kind in one batch").isEqualTo(3);
    }

    private static void order(Random random, int i) {
        String recipient = Batches.recipient(i);
        SmtpFault rcpt = exchange.smtp().at(SmtpStage.RCPT).forRecipient(recipient);
        SmtpFault end = exchange.smtp().at(SmtpStage.CONTENT_END).forRecipient(recipient);
        SmtpFault mail = exchange.smtp().at(SmtpStage.MAIL).afterFirst(i);
        switch (random.nextInt(16)) {
            case 0 -> rcpt.reply("550 5.1.1 unknown");
            case 1 -> rcpt.reply("450 4.2.1 busy");
            case 2 -> rcpt.reply("421 4.3.2 closing");
            case 3 -> rcpt.drop();
            case 4 -> rcpt.unsolicited("250 2.1.5 too many");
            case 5 -> end.reply("554 5.6.0 refused");
            case 6 -> end.reply("452 4.3.1 full");
            case 7 -> end.reply("421 4.3.2 closing");
            case 8 -> end.acceptThenDrop();
            case 9 -> end.drop();
            case 10 -> end.reset();
            case 11 -> end.stall();
            case 12 -> mail.reply("421 4.3.2 closing");
            case 13 -> mail.reply("550 5.7.60 not as this sender");
            case 14 -> end.rawBytes("nonsense\r\n".getBytes(StandardCharsets.US_ASCII));
            default -> mail.close();
        }
    }
}
