package io.mailswitch.graph;

import io.mailswitch.Email;
import io.mailswitch.EmailBuilder;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;

/** Opens senders that send through the Graph side of a {@link FakeExchange}. */
public final class GraphFixture {
    /** The API that tokens of the fake are for. */
    public static final String AUDIENCE = "https://graph.microsoft.com";

    private GraphFixture() {}

    public static Map<String, String> settings(FakeExchange exchange, String... changes) {
        Map<String, String> settings = new LinkedHashMap<>(exchange.settings("graph"));
        settings.keySet().removeIf(key -> key.startsWith("mailswitch.entra."));
        // what the transport does, not what the policies make of it
        settings.put("mailswitch.retry.attempts", "1");
        settings.put("mailswitch.graph.verify-timeout", "100ms");
        settings.put("mailswitch.graph.max-wait", "5s");
        settings.put("mailswitch.retry.attempts", "1"); // it is the transport's one try that is looked at
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return settings;
    }

    public static MailSender sender(FakeExchange exchange, String... changes) {
        return sender(exchange, tokens(exchange), changes);
    }

    public static MailSender sender(FakeExchange exchange, TokenSource tokens, String... changes) {
        return MailSender.builder()
                .config(MailConfig.of(settings(exchange, changes)))
                .tokenSource(tokens)
                .open();
    }

    /** A sender with settings left out. */
    public static MailSender senderWithout(FakeExchange exchange, String... keys) {
        Map<String, String> settings = settings(exchange);
        settings.keySet().removeAll(List.of(keys));
        return MailSender.builder()
                .config(MailConfig.of(settings))
                .tokenSource(tokens(exchange))
                .open();
    }

    public static TokenSource tokens(FakeExchange exchange) {
        AccessToken token = AccessToken.of(exchange.entra().issueToken(AUDIENCE), Instant.MAX);
        return request -> token;
    }

    public static EmailBuilder email() {
        return Email.builder()
                .from(Accounts.DEFAULT_USER)
                .to("ops@example.com")
                .subject("Disk 91 % full")
                .text("Please look.");
    }

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    public static MailException failure(Runnable send) {
        MailException failure = Assertions.catchThrowableOfType(MailException.class, send::run);
        Assertions.assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
