package io.mailswitch.examples;

import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.SendOutcome;
import java.util.List;
import java.util.stream.IntStream;

/** Sends many mails and decides, for each that failed, what to do next: no text is parsed. */
public final class ManyMails {
    private ManyMails() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Demo demo = Demo.start();
                MailSender sender = MailSender.open()) {
            Email template = Email.builder()
                    .to(demo.recipient())
                    .text("Your invoice is ready.")
                    .build();
            List<Email> emails = IntStream.rangeClosed(1, 20)
                    .mapToObj(number ->
                            template.toBuilder().subject("Invoice " + number).build())
                    .toList();
            int accepted = 0;
            for (SendOutcome outcome : sender.sendAll(emails)) {
                if (outcome.isAccepted()) {
                    accepted++;
                } else {
                    System.out.println(
                            outcome.failure().map(ManyMails::nextStep).orElseThrow());
                }
            }
            System.out.println(accepted + " of " + emails.size() + " accepted by "
                    + sender.capabilities().transport());
        }
    }

    private static String nextStep(MailException failure) {
        return switch (failure.resend()) {
            case SAFE_LATER -> "queue it again, it cannot arrive twice: " + failure.advice();
            case AFTER_SETUP -> "tell an operator, then queue it again: " + failure.advice();
            case POINTLESS -> "mend the message or drop it: " + failure.advice();
            case MAY_DUPLICATE ->
                "ask before sending again, it may have arrived: "
                        + failure.messageId().orElseThrow();
        };
    }
}
