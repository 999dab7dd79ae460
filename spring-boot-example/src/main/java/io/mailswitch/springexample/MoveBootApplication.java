package io.mailswitch.springexample;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.ReceivedMail;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the same application three times and prints what arrived: first with no more than Boot's own starter in its pom exchanged for
 * Mailswitch's, then each time with a few properties more.
 */
public final class MoveBootApplication {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private MoveBootApplication() {}

    /**
     * Runs the example.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        try (FakeExchange exchange = FakeExchange.start()) {
            Map<String, Object> properties = new LinkedHashMap<>(ofBootsOwnStarter(exchange));
            start("the dependency swapped, spring.mail.* as it was", properties, exchange);

            Map<String, String> oauth = exchange.settings("smtp-oauth2");
            oauth.keySet().removeIf(key -> !key.startsWith("mailswitch.entra.") && !key.startsWith("mailswitch.http."));
            properties.putAll(oauth);
            properties.put("mailswitch.smtp.auth", "oauth2");
            start("mailswitch.smtp.auth=oauth2", properties, exchange);

            properties.put(
                    "mailswitch.graph.base-url", exchange.graph().baseUrl().toString()); // of the fake only
            properties.put("mailswitch.transport", "graph");
            start("mailswitch.transport=graph", properties, exchange);
        }
    }

    private static Map<String, String> ofBootsOwnStarter(FakeExchange exchange) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.mail.host", exchange.smtp().host());
        properties.put("spring.mail.port", Integer.toString(exchange.smtp().port()));
        properties.put("spring.mail.username", Accounts.DEFAULT_USER);
        properties.put("spring.mail.password", Accounts.DEFAULT_PASSWORD);
        properties.put("spring.mail.properties.mail.smtp.auth", "true");
        properties.put("spring.mail.properties.mail.smtp.starttls.enable", "true");
        properties.put("spring.mail.ssl.bundle", "exchange");
        properties.put(
                "spring.ssl.bundle.pem.exchange.truststore.certificate",
                exchange.certificates().caFile().toUri().toString());
        return properties;
    }

    private static void start(String step, Map<String, Object> properties, FakeExchange exchange) {
        System.out.println(step);
        exchange.mailbox().clear();
        ConfigurableApplicationContext application = new SpringApplicationBuilder(ReportApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(properties)
                .run();
        application.close();
        ReceivedMail mail = exchange.mailbox().await(BOUND);
        System.out.printf(
                "  arrived by %s%s: %s, %s%n",
                mail.transport(),
                mail.mechanism().map(name -> ", signed in by " + name).orElse(""),
                mail.subject(),
                mail.structure());
    }
}
