package io.mailswitch.graph.internal;

import io.mailswitch.EmailBuilder;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.graph.GraphFixture;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A program that sends one message and ends, as an application does: settings as {@code mailswitch.key=value}, and files to attach. */
public final class FirstMailProgram {
    private FirstMailProgram() {}

    public static void main(String[] args) {
        Map<String, String> settings = new HashMap<>();
        EmailBuilder email = GraphFixture.email();
        for (String each : args) {
            if (each.startsWith("mailswitch.")) {
                int end = each.indexOf('=');
                settings.put(each.substring(0, end), each.substring(end + 1));
            } else {
                email.attach(Path.of(each));
            }
        }
        try (MailSender sender = MailSender.open(MailConfig.of(settings))) {
            System.out.println(sender.send(email.build()).path());
        }
    }
}
