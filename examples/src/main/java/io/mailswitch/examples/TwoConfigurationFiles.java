package io.mailswitch.examples;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The same program with two configuration files, one for SMTP and one for Graph, which differ in one line. Give two of yours by
 * {@code -Dexample.files=smtp.properties,graph.properties}.
 */
public final class TwoConfigurationFiles {
    private TwoConfigurationFiles() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException when the files cannot be written
     */
    public static void main(String[] args) throws IOException {
        try (Demo demo = Demo.start()) {
            for (Path file : demo.configurationFiles()) {
                System.out.println();
                System.out.println("Configured by " + file.getFileName());
                try (MailSender sender = MailSender.open(MailConfig.ofFile(file))) {
                    demo.sent(sender.send(Email.builder()
                            .to(demo.recipient())
                            .subject("One line differs")
                            .text("The line is mailswitch.transport.")
                            .build()));
                    demo.received();
                }
            }
        }
    }
}
