package io.mailswitch.examples;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenSource;
import java.time.Duration;
import java.time.Instant;

/** Signs in by OAuth, to SMTP (XOAUTH2) or to Graph, with a token that the application gets by itself. */
public final class OwnTokenSource {
    private OwnTokenSource() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Demo demo = Demo.start()) {
            MailConfig config = MailConfig.load().with("mailswitch.smtp.auth", "oauth2");
            TokenSource tokens = request -> AccessToken.of(
                    demo.issueToken(request.scope()),
                    Instant.now().plus(Duration.ofHours(1))); // ask your own token service here
            try (MailSender sender =
                    MailSender.builder().config(config).tokenSource(tokens).open()) {
                Email email = Email.builder()
                        .to(demo.recipient())
                        .subject("Signed in by OAuth")
                        .text("No password was used.")
                        .build();
                demo.sent(sender.send(email));
                demo.received();
            }
        }
    }
}
