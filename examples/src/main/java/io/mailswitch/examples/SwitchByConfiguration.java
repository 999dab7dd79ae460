package io.mailswitch.examples;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;

/** Sends the same mail through SMTP and through Microsoft Graph: one setting differs. */
public final class SwitchByConfiguration {
    private SwitchByConfiguration() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Demo demo = Demo.start()) {
            Email email = Email.builder()
                    .to(demo.recipient())
                    .subject("Disk 91 % full – Größe prüfen")
                    .text("The disk of db-1 is 91 % full.")
                    .html("<p>The disk of <b>db-1</b> is 91 % full.</p>")
                    .build();
            for (String transport : new String[] {"smtp", "graph"}) {
                System.out.println();
                System.out.println("mailswitch.transport=" + transport);
                MailConfig config = MailConfig.load().with("mailswitch.transport", transport);
                try (MailSender sender = MailSender.open(config)) {
                    demo.sent(sender.send(email));
                    demo.received();
                }
            }
        }
    }
}
