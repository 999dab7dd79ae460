package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.TestCertificates;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** The properties of Boot that say how the server is reached: TLS from the first byte, whom to trust, and the client's own key. */
class ServerAndTlsTest {
    private static final String KEY_PASSWORD = "of-the-key-alone";

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @TempDir
    Path folder;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MailswitchAutoConfiguration.class));

    @Test
    void sslEnabledBeginsTlsAtOnce() {
        Map<String, String> settings = Settings.ofBoot(FAKE);
        settings.keySet().removeIf(key -> key.contains("starttls"));
        settings.put("spring.mail.port", Integer.toString(FAKE.smtp().implicitTlsPort()));
        settings.put("spring.mail.ssl.enabled", "true");

        send(settings);

        assertArrivedByTls();
    }

    @Test
    void protocolSmtpsBeginsTlsAtOnce() {
        Map<String, String> settings = Settings.ofBoot(FAKE);
        settings.keySet().removeIf(key -> key.startsWith("spring.mail.properties."));
        settings.put("spring.mail.port", Integer.toString(FAKE.smtp().implicitTlsPort()));
        settings.put("spring.mail.protocol", "smtps");
        settings.put("spring.mail.properties.mail.smtps.auth", "true");

        send(settings);

        assertArrivedByTls();
    }

    private static void assertArrivedByTls() {
        assertThat(FAKE.mailbox().all()).singleElement().satisfies(mail -> {
            assertThat(mail.tlsProtocol())
                    .hasValueSatisfying(protocol -> assertThat(protocol).startsWith("TLSv1."));
            assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
        });
        assertThat(FAKE.smtp().clearTextBytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void defaultEncodingIsThatOfTheMessages(String way) {
        Map<String, String> settings = Settings.of(way, FAKE);
        settings.put("spring.mail.default-encoding", "ISO-8859-1");

        send(settings);

        ReceivedMail mail = FAKE.mailbox().all().get(0);
        assertThat(mail.transport()).isEqualTo(way);
        assertThat(mail.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).containsIgnoringCase("charset=ISO-8859-1"));
        assertThat(mail.text()).hasValueSatisfying(text -> assertThat(text).contains("f\u00fcr"));
    }

    @Test
    void bundleForHttpsAloneIsEnoughForGraph() {
        Map<String, String> settings = FAKE.exchange().settings("graph");
        settings.remove("mailswitch.http.ca-file");
        settings.put(
                "spring.ssl.bundle.pem.entra.truststore.certificate",
                FAKE.exchange().certificates().caFile().toUri().toString());
        assertThatExceptionOfType(MailException.class)
                .as("the authority is known from the bundle only")
                .isThrownBy(() -> send(settings));

        settings.put("mailswitch.http.ssl-bundle", "entra");
        send(settings);

        assertThat(FAKE.mailbox().all()).extracting(ReceivedMail::transport).containsExactly("graph");
    }

    @Test
    void keyOfTheBundleIsTheOneOfItsAlias_withThePasswordOfTheKey() throws Exception {
        FAKE.smtp().reconfigure(options -> options.requireClientCertificate(true));
        Map<String, String> settings = Settings.ofBoot(FAKE);
        settings.keySet().removeIf(key -> key.startsWith("spring.ssl."));
        settings.put(
                "spring.ssl.bundle.jks.exchange.keystore.location",
                keys().toUri().toString());
        settings.put("spring.ssl.bundle.jks.exchange.keystore.password", TestCertificates.STORE_PASSWORD);
        settings.put("spring.ssl.bundle.jks.exchange.keystore.type", "JKS");
        settings.put("spring.ssl.bundle.jks.exchange.key.password", KEY_PASSWORD);
        settings.put(
                "spring.ssl.bundle.jks.exchange.truststore.location",
                FAKE.exchange().certificates().caStore().toUri().toString());
        settings.put("spring.ssl.bundle.jks.exchange.truststore.password", TestCertificates.STORE_PASSWORD);
        settings.put("spring.ssl.bundle.jks.exchange.truststore.type", "PKCS12");

        settings.put("spring.ssl.bundle.jks.exchange.key.alias", "stranger");
        assertThatExceptionOfType(MailSendException.class).isThrownBy(() -> send(settings));
        settings.put("spring.ssl.bundle.jks.exchange.key.alias", "known");
        send(settings);

        assertThat(FAKE.mailbox().size()).isOne();
    }

    /** A store with two keys, of which the server knows one, behind another password than the store's. */
    private Path keys() throws Exception {
        Map<String, Path> stores = new LinkedHashMap<>();
        stores.put("stranger", FAKE.exchange().certificates().unknownClientStore());
        stores.put("known", FAKE.exchange().certificates().clientStore());
        KeyStore both = KeyStore.getInstance("JKS");
        both.load(null, null);
        char[] password = TestCertificates.STORE_PASSWORD.toCharArray();
        for (Map.Entry<String, Path> each : stores.entrySet()) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(each.getValue())) {
                store.load(in, password);
            }
            String alias = store.aliases().nextElement();
            Key key = store.getKey(alias, password);
            both.setKeyEntry(each.getKey(), key, KEY_PASSWORD.toCharArray(), store.getCertificateChain(alias));
        }
        Path file = folder.resolve("keys.jks");
        try (OutputStream out = Files.newOutputStream(file)) {
            both.store(out, password);
        }
        return file;
    }

    private void send(Map<String, String> settings) {
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            SimpleMailMessage message = new SimpleMailMessage();
            message.setFrom(Accounts.DEFAULT_USER);
            message.setTo("one@example.com");
            message.setText("Vielen Dank f\u00fcr Ihre Bestellung.");
            context.getBean(JavaMailSender.class).send(message);
        });
    }
}
