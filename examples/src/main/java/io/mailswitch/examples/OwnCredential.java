package io.mailswitch.examples;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.entra.EntraTokens;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/**
 * Signs in by OAuth, to SMTP (XOAUTH2) or to Graph, with a credential of azure-identity that the application has already, such as a bean of its
 * framework. One token is kept for each scope and renewed ahead of its end.
 */
public final class OwnCredential {
    private OwnCredential() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Demo demo = Demo.start()) {
            // take yours here: a bean, or new DefaultAzureCredentialBuilder().build()
            TokenCredential credential = request -> Mono.fromSupplier(() -> new AccessToken(
                    demo.issueToken(request.getScopes().get(0)),
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
            MailConfig config = MailConfig.load().with("mailswitch.smtp.auth", "oauth2");
            try (MailSender sender = MailSender.builder()
                    .config(config)
                    .tokenSource(EntraTokens.of(credential))
                    .open()) {
                demo.sent(sender.send(Email.builder()
                        .to(demo.recipient())
                        .subject("Signed in by our own credential")
                        .text("The application brought it along.")
                        .build()));
                demo.received();
            }
        }
    }
}
