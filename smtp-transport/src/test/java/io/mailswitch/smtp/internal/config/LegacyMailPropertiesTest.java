package io.mailswitch.smtp.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyMailPropertiesTest {
    @ParameterizedTest
    @CsvSource({
        "mail.smtp.ssl.protocols, TLSv1",
        "mail.smtp.ssl.protocols, 'TLSv1.2 TLSv1.1'",
        "mail.smtps.ssl.protocols, 'SSLv3,TLSv1.2'",
        "mail.smtp.ssl.trust, *",
        "mail.smtps.ssl.trust, mail.contoso.com",
        "mail.smtp.ssl.checkserveridentity, false",
        "mail.smtp.starttls.required, false",
        "mail.smtp.starttls.enable, FALSE",
        "mail.smtp.socketFactory.class, com.example.TrustAll",
        "mail.smtp.ssl.socketFactory.class, com.example.TrustAll",
        "mail.smtp.socketFactory.fallback, true",
        "mail.smtp.ssl.hostnameverifier.class, com.example.TrustAll",
        "jdk.tls.client.protocols, 'TLSv1,TLSv1.1'"
    })
    void weakSettingIsReported(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);

        assertThat(LegacyMailProperties.inspect(properties)).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo(key);
            assertThat(finding.value()).isEqualTo(value);
            assertThat(finding.toString()).contains(key + "=" + value + " is not followed");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "mail.smtp.ssl.protocols, 'TLSv1.2 TLSv1.3'",
        "mail.smtp.ssl.checkserveridentity, true",
        "mail.smtp.starttls.required, true",
        "mail.smtp.starttls.enable, true",
        "mail.smtp.socketFactory.fallback, false",
        "mail.smtp.host, mail.contoso.com",
        "mail.imap.ssl.trust, *",
        "jdk.tls.client.protocols, TLSv1.2"
    })
    void otherSettingIsNot(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);

        assertThat(LegacyMailProperties.inspect(properties)).isEmpty();
    }

    @Test
    void defaultsAndObjectsCount() {
        Properties defaults = new Properties();
        defaults.setProperty("mail.smtp.ssl.trust", "*");
        Properties properties = new Properties(defaults);
        properties.put("mail.smtp.ssl.socketFactory", new Object());

        assertThat(LegacyMailProperties.inspect(properties))
                .extracting(LegacyMailProperties.Finding::key)
                .containsExactly("mail.smtp.ssl.socketFactory", "mail.smtp.ssl.trust");
    }
}
