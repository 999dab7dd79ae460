package io.mailswitch.graph.internal;

import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.graph.GraphFixture;
import java.util.HashMap;
import java.util.Map;

/** A program that sends one message and ends: settings as {@code key=value}. */
public final class FirstMailProgram {
    private FirstMailProgram() {}

    public static void main(String[] args) {
        Map<String, String> settings = new HashMap<>();
        for (String each : args) {
            int end = each.indexOf('=');
            settings.put(each.substring(0, end), each.substring(end + 1));
        }
        try (MailSender sender = MailSender.open(MailConfig.of(settings))) {
            sender.send(GraphFixture.email().build());
        }
    }
}
