package io.mailswitch.examples;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;

/** Sends one mail and shows the receipt. */
public final class FirstMail {
    private FirstMail() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Demo demo = Demo.start()) {
            demo.sent(send(demo.recipient()));
            demo.received();
        }
    }

    // tag::send[]
    static SendReceipt send(String recipient) {
        try (MailSender sender = MailSender.open()) { // share one in a real program: it keeps connections
            return sender.send(Email.builder()
                    .to(recipient)
                    .subject("Disk 91 % full")
                    .text("The disk of db-1 is 91 % full. It was 74 % last week.")
                    .build());
        }
    }
    // end::send[]
}
