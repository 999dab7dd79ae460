package io.mailswitch.examples;

import io.mailswitch.Email;
import io.mailswitch.MailSender;

/** Writes in the name of another mailbox, for which the one that signs in holds Send As. */
public final class SharedMailbox {
    private SharedMailbox() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Demo demo = Demo.start();
                MailSender sender = MailSender.open()) {
            demo.sent(sender.send(Email.builder()
                    .from("Support <" + demo.sharedMailbox() + ">")
                    .to(demo.recipient())
                    .subject("Your ticket was answered")
                    .text("Answers to this mail go to the shared mailbox.")
                    .build()));
            demo.received();
        }
    }
}
