package io.mailswitch.smtp;

import io.mailswitch.BatchSummary;
import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program of its own, for a heap of its own: sends one file in many messages. */
final class SendManyFiles {
    private SendManyFiles() {}

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[2]);
        try (MailSender sender = MailSender.open(MailConfig.ofFile(Path.of(arguments[0])))) {
            Email email = Email.builder()
                    .to("bob@example.com")
                    .subject("one of many")
                    .text("see the file")
                    .attach(Path.of(arguments[1]))
                    .build();
            BatchSummary summary = sender.sendAll(Stream.generate(() -> email).limit(count), outcome -> {});
            System.out.println(summary);
            if (summary.accepted() != count) {
                throw new IllegalStateException(summary.toString());
            }
        }
    }
}
