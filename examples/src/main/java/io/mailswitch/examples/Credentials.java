package io.mailswitch.examples;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import java.util.Map;

/**
 * Proves in each way who the program is: by client secret, certificate, workload identity or device code, for Graph and for SMTP. The program
 * stays the same; only {@code mailswitch.entra.*} differs. On a server of yours it uses the one way that you have configured; a managed
 * identity is {@code mailswitch.entra.credential=managed-identity} on a machine in Azure and needs nothing else.
 */
public final class Credentials {
    private Credentials() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Demo demo = Demo.start()) {
            for (Map.Entry<String, Map<String, String>> credential :
                    demo.credentials().entrySet()) {
                System.out.println();
                System.out.println("Signing in by " + credential.getKey());
                MailConfig config = MailConfig.load().with("mailswitch.smtp.auth", "oauth2");
                for (Map.Entry<String, String> setting : credential.getValue().entrySet()) {
                    config = config.with(setting.getKey(), setting.getValue());
                }
                try (MailSender sender = MailSender.open(config)) {
                    demo.sent(sender.send(Email.builder()
                            .to(demo.recipient())
                            .subject("Signed in by " + credential.getKey())
                            .text("Only the configuration differs.")
                            .build()));
                    demo.received();
                }
            }
        }
    }
}
