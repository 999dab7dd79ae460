package io.mailswitch.smtp;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import java.nio.file.Path;

/** A program of its own, for a heap of its own: sends one file. */
final class SendOneFile {
    private SendOneFile() {}

    public static void main(String[] arguments) {
        try (MailSender sender = MailSender.open(MailConfig.ofFile(Path.of(arguments[0])))) {
            System.out.println(sender.send(Email.builder()
                    .to("bob@example.com")
                    .subject("large")
                    .text("see the file")
                    .attach(Path.of(arguments[1]))
                    .build()));
        }
    }
}
