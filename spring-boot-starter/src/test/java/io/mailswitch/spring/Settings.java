package io.mailswitch.spring;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in the properties of an application, for the ways to a fake Exchange Online. */
final class Settings {
    private Settings() {}

    /** What an application on Boot's own starter has; not a word of Mailswitch. */
    static Map<String, String> ofBoot(FakeExchangeExtension fake) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.mail.host", fake.smtp().host());
        settings.put("spring.mail.port", Integer.toString(fake.smtp().port()));
        settings.put("spring.mail.username", Accounts.DEFAULT_USER);
        settings.put("spring.mail.password", Accounts.DEFAULT_PASSWORD);
        settings.put("spring.mail.properties.mail.smtp.auth", "true");
        settings.put("spring.mail.properties.mail.smtp.starttls.enable", "true");
        settings.put("spring.mail.ssl.bundle", "exchange");
        settings.put(
                "spring.ssl.bundle.pem.exchange.truststore.certificate",
                fake.exchange().certificates().caFile().toUri().toString());
        return settings;
    }

    /** The same application, moved to Graph by configuration: what was there stays. */
    static Map<String, String> graph(FakeExchangeExtension fake) {
        Map<String, String> settings = ofBoot(fake);
        settings.putAll(fake.exchange().settings("graph"));
        return settings;
    }

    static Map<String, String> of(String way, FakeExchangeExtension fake) {
        return way.equals("graph") ? graph(fake) : ofBoot(fake);
    }

    static String[] pairs(Map<String, String> settings) {
        List<String> pairs = new ArrayList<>();
        settings.forEach((key, value) -> pairs.add(key + '=' + value));
        return pairs.toArray(String[]::new);
    }
}
