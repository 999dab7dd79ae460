package consumer;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;

/** A program as an application's author writes it: knows the public API and a configuration, nothing else. */
public final class Consumer {
    public static void main(String[] args) {
        Email email = Email.builder()
                .to("reader@example.com")
                .subject("From outside")
                .text("Sent by a program of its own.")
                .build();
        try (MailSender sender = MailSender.open()) {
            SendReceipt receipt = sender.send(email);
            System.out.println("accepted " + receipt.messageId());
        }
        System.out.println("in " + Consumer.class.getModule());
    }
}
