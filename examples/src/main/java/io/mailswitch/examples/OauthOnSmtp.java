package io.mailswitch.examples;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;

/** Signs in to SMTP by OAuth (XOAUTH2) with tokens that {@code mailswitch-entra-auth} gets and renews: the same that Graph takes its own from. */
public final class OauthOnSmtp {
    private OauthOnSmtp() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Demo demo = Demo.start()) {
            MailConfig config = MailConfig.load().with("mailswitch.smtp.auth", "oauth2");
            try (MailSender sender = MailSender.open(config)) {
                demo.sent(sender.send(Email.builder()
                        .to(demo.recipient())
                        .subject("No password was used")
                        .text("The configuration names an Entra application instead.")
                        .build()));
                demo.received();
            }
        }
    }
}
