package io.mailswitch.testkit;

import java.io.IOException;
import java.util.List;

/** One message sent in the plainest way, up to any stage of it. */
final class Conversation {
    /** The stages in the order in which a plain conversation passes them. */
    static final List<SmtpStage> STAGES = List.of(
            SmtpStage.GREETING,
            SmtpStage.EHLO,
            SmtpStage.STARTTLS,
            SmtpStage.EHLO_AFTER_TLS,
            SmtpStage.AUTH,
            SmtpStage.AUTH_CONTINUATION,
            SmtpStage.MAIL,
            SmtpStage.RCPT,
            SmtpStage.DATA,
            SmtpStage.CONTENT_END,
            SmtpStage.RSET,
            SmtpStage.NOOP,
            SmtpStage.QUIT);

    private Conversation() {}

    /** Connects and goes on until the stage's command is sent and its reply not yet read. */
    static RawClient upTo(SmtpStage stage, FakeExchange exchange) throws IOException {
        RawClient client = RawClient.connect(exchange);
        for (SmtpStage step : STAGES) {
            say(client, step);
            if (step == stage) {
                return client;
            }
            client.expect(normalReply(step));
            if (step == SmtpStage.STARTTLS) {
                client.startTls();
            }
        }
        throw new IllegalArgumentException("not on the way: " + stage);
    }

    static String normalReply(SmtpStage step) {
        return switch (step) {
            case GREETING, STARTTLS -> "220";
            case AUTH -> "334";
            case AUTH_CONTINUATION -> "235";
            case DATA -> "354";
            case QUIT -> "221";
            default -> "250";
        };
    }

    private static void say(RawClient client, SmtpStage step) throws IOException {
        switch (step) {
            case GREETING -> {}
            case EHLO, EHLO_AFTER_TLS -> client.send("EHLO client.example.com");
            case STARTTLS -> client.send("STARTTLS");
            case AUTH -> client.send("AUTH LOGIN " + RawClient.base64(Accounts.DEFAULT_USER));
            case AUTH_CONTINUATION -> client.send(RawClient.base64(Accounts.DEFAULT_PASSWORD));
            case MAIL -> client.send("MAIL FROM:<sender@example.com>");
            case RCPT -> client.send("RCPT TO:<bob@example.com>");
            case DATA -> client.send("DATA");
            case CONTENT_END -> client.write("Subject: x\r\n\r\nhello\r\n.\r\n");
            case RSET, NOOP, QUIT -> client.send(step.name());
            default -> throw new IllegalArgumentException("nothing to say at " + step);
        }
    }
}
