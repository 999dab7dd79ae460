package io.mailswitch.moduletests.chaos;

import io.mailswitch.testkit.FakeSmtp;
import io.mailswitch.testkit.SmtpFault;
import io.mailswitch.testkit.SmtpStage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Faults of an SMTP server in the transaction of one message. */
enum SmtpChaos {
    ACCEPTED_REPLY_LOST(30, true, SmtpStage.CONTENT_END, SmtpFault::acceptThenDrop),
    ACCEPTED_REPLY_RESET(
            15, true, SmtpStage.CONTENT_END, fault -> fault.accepted().reset()),
    ACCEPTED_REPLY_GARBLED(15, true, SmtpStage.CONTENT_END, fault -> fault.accepted()
            .rawBytesThenDrop("2\r\n".getBytes(StandardCharsets.US_ASCII))),
    ACCEPTED_STALL(1, true, SmtpStage.CONTENT_END, fault -> fault.accepted().stall()),
    DROPPED_AT_END(20, true, SmtpStage.CONTENT_END, SmtpFault::drop),
    CLOSED_AT_END(10, true, SmtpStage.CONTENT_END, SmtpFault::close),
    HALF_CLOSED_AT_END(10, true, SmtpStage.CONTENT_END, SmtpFault::halfClose),
    STALLED_AT_END(1, true, SmtpStage.CONTENT_END, SmtpFault::stall),
    BUSY_AT_END(15, false, SmtpStage.CONTENT_END, fault -> fault.reply("451 4.3.0 try again later")),
    THROTTLED_AT_END(
            10,
            false,
            SmtpStage.CONTENT_END,
            fault -> fault.reply(
                    "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending")),
    SHUT_DOWN_AT_END(15, false, SmtpStage.CONTENT_END, fault -> fault.reply("421 4.3.2 Service not available")),
    REFUSED_AT_END(
            10,
            false,
            SmtpStage.CONTENT_END,
            fault -> fault.replyThenClose("554 5.2.0 STOREDRV.Submission.Exception:SomethingException")),
    SLOW_YES(10, false, SmtpStage.CONTENT_END, fault -> fault.delay(Duration.ofMillis(60))),
    TRICKLED_YES(10, false, SmtpStage.CONTENT_END, fault -> fault.trickle("250 2.0.0 OK <x>", Duration.ofMillis(3))),
    YES_AND_A_STRAY_REPLY(15, false, SmtpStage.CONTENT_END, fault -> fault.unsolicited("250 2.0.0 OK")),
    // where a message goes out in one flight, all of it has left by the time that the loss is noticed
    DROPPED_IN_CONTENT(
            20, true, SmtpStage.CONTENT, fault -> fault.afterBytes(100).drop()),
    RESET_IN_CONTENT(20, true, SmtpStage.CONTENT, fault -> fault.afterBytes(10).reset()),
    BUSY_AT_DATA(10, false, SmtpStage.DATA, fault -> fault.reply("451 4.3.0 try again later")),
    DROPPED_AT_DATA(10, true, SmtpStage.DATA, SmtpFault::drop),
    RECIPIENT_BUSY(10, false, SmtpStage.RCPT, fault -> fault.reply("450 4.2.1 mailbox busy")),
    RECIPIENT_REFUSED(10, false, SmtpStage.RCPT, fault -> fault.reply("550 5.1.1 no such user")),
    DROPPED_AT_RECIPIENT(10, true, SmtpStage.RCPT, SmtpFault::drop),
    SLOW_RECIPIENT(10, false, SmtpStage.RCPT, fault -> fault.delay(Duration.ofMillis(40))),
    SENDER_REFUSED(
            5,
            false,
            SmtpStage.MAIL,
            fault -> fault.reply("550 5.7.60 SMTP; Client does not have permissions to send as this sender")),
    DROPPED_AT_SENDER(10, true, SmtpStage.MAIL, SmtpFault::drop),
    SHUT_DOWN_AT_SENDER(10, false, SmtpStage.MAIL, fault -> fault.reply("421 4.3.2 Service not active"));

    private final int weight;
    private final boolean ambiguous;
    private final SmtpStage stage;

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
    private final Consumer<SmtpFault> effect;

    SmtpChaos(int weight, boolean ambiguous, SmtpStage stage, Consumer<SmtpFault> effect) {
        this.weight = weight;
        this.ambiguous = ambiguous;
        this.stage = stage;
        this.effect = effect;
    }

    int weight() {
        return weight;
    }

    /** Tells whether the client cannot know what became of the message. */
    boolean isAmbiguous() {
        return ambiguous;
    }

    void order(FakeSmtp server, String sender, int times) {
        effect.accept(server.at(stage).forSender(sender).times(times));
    }
}
