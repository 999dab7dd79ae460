package io.mailswitch.spring.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailSender;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The stores of a bundle reach the transport, key included, and are gone from the disk when the sender is open. */
@ExtendWith(OutputCaptureExtension.class)
class SslBundleFilesTest {
    private static final ConfigKey<Path> CA_FILE = ConfigKey.path("mailswitch.smtp.ca-file", "authorities");
    private static final ConfigKey<Path> KEY_STORE = ConfigKey.path("mailswitch.smtp.key-store", "key");

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @Test
    void clientCertificateAndTrustComeFromTheBundle() throws Exception {
        FAKE.smtp().reconfigure(options -> options.requireClientCertificate(true));
        Map<String, String> settings = FAKE.settings();
        settings.remove("mailswitch.smtp.ca-file");
        Path authorities;
        Path key;
        MailSender sender;
        try (SslBundleFiles files = new SslBundleFiles(new DefaultSslBundleRegistry("exchange", bundle()))) {
            MailConfig config = files.over(MailConfig.of(settings), naming("exchange"));
            authorities = config.find(CA_FILE).orElseThrow();
            key = config.find(KEY_STORE).orElseThrow();
            assertThat(authorities).exists();
            assertThat(key).exists();
            assertThat(config.report()).doesNotContain("PRIVATE");
            if (Files.getFileAttributeView(key, PosixFileAttributeView.class) != null) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                        .isEqualTo("rwx------");
            }
            sender = MailSender.open(config);
        }

        try (sender) {
            assertThat(key).doesNotExist();
            assertThat(authorities).doesNotExist();
            assertThat(key.getParent()).doesNotExist();
            assertThat(sender.check().ok()).isTrue();
        }
    }

    @Test
    void bundleThatIsLoadedAgainIsNotIgnoredWithoutAWord(CapturedOutput output) {
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("exchange", bundle());
        try (SslBundleFiles files = new SslBundleFiles(bundles)) {
            assertThat(files.over(MailConfig.of(FAKE.settings()), naming("exchange"))
                            .isSet(KEY_STORE))
                    .isTrue();
        }

        bundles.updateBundle("exchange", bundle());

        assertThat(output.getAll()).containsOnlyOnce("SSL bundle exchange was loaded again");
    }

    private static SslBundle bundle() {
        String certificate =
                FAKE.exchange().certificates().clientCertificateFile().toUri().toString();
        String key = FAKE.exchange().certificates().clientKeyFile().toUri().toString();
        String authority = FAKE.exchange().certificates().caFile().toUri().toString();
        return SslBundle.of(new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate(certificate).withPrivateKey(key),
                PemSslStoreDetails.forCertificate(authority)));
    }

    private static SpringSettings naming(String bundle) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("mailswitch.smtp.ssl-bundle", bundle)));
        org.springframework.boot.context.properties.source.ConfigurationPropertySources.attach(environment);
        return SpringSettings.of(environment, SslBundleFilesTest.class.getClassLoader());
    }
}
