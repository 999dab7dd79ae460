package io.mailswitch.smtp.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Secret;
import io.mailswitch.smtp.TlsMode;
import io.mailswitch.smtp.internal.config.TlsSettings;
import io.mailswitch.smtp.internal.config.TlsSettings.StoreFile;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustMaterialTest {
    private static FakeExchange exchange;
    private static TestCertificates certificates;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        exchange = FakeExchange.start();
        certificates = exchange.certificates();
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    private static TrustMaterial caFile(Path file) {
        return new TrustMaterial(new TlsSettings(TlsMode.STARTTLS, file, null, null, null, null));
    }

    private static TrustMaterial trustStore(Path file, String password, String type) {
        StoreFile store = new StoreFile(file, password == null ? null : Secret.of(password), type);
        return new TrustMaterial(new TlsSettings(TlsMode.STARTTLS, null, store, null, null, null));
    }

    private static TrustMaterial keyStore(Path file, String password) {
        StoreFile store = new StoreFile(file, password == null ? null : Secret.of(password), null);
        return new TrustMaterial(new TlsSettings(TlsMode.STARTTLS, null, null, store, null, null));
    }

    private static TrustMaterial pem(Path certificate, Path key) {
        return new TrustMaterial(new TlsSettings(TlsMode.STARTTLS, null, null, null, certificate, key));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "f", ".pem"), content);
    }

    private static void problem(TrustMaterial material, String key, String text) {
        assertThat(material.trust() == null || material.keys() == null).isTrue();
        assertThat(material.problems()).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.problem()).contains(text);
            assertThat(problem.instead()).isNotBlank();
        });
    }

    @Test
    void systemAuthoritiesByDefault() {
        TrustMaterial material = new TrustMaterial(new TlsSettings(TlsMode.STARTTLS, null, null, null, null, null));

        assertThat(material.trust().getAcceptedIssuers()).hasSizeGreaterThan(20);
        assertThat(material.keys()).isNull();
        assertThat(material.problems()).isEmpty();
    }

    @Test
    void severalAuthoritiesInOneFile_withTextAround() throws IOException {
        String ca = Files.readString(certificates.caFile());
        String other = Files.readString(certificates.clientCertificateFile());
        TrustMaterial material = caFile(file("# ours\n" + ca + "\nSubject: x\n" + other.replace("\n", "\r\n")));

        assertThat(material.trust().getAcceptedIssuers()).hasSize(2);
    }

    @Test
    void storeOfEachKind() {
        assertThat(trustStore(certificates.caStore(), TestCertificates.STORE_PASSWORD, null)
                        .trust()
                        .getAcceptedIssuers())
                .hasSize(1);
        assertThat(trustStore(certificates.caStore(), TestCertificates.STORE_PASSWORD, "PKCS12")
                        .trust()
                        .getAcceptedIssuers())
                .hasSize(1);
        assertThat(keyStore(certificates.clientStore(), TestCertificates.STORE_PASSWORD)
                        .keys())
                .isNotNull();
        assertThat(pem(certificates.clientCertificateFile(), certificates.clientKeyFile())
                        .keys())
                .isNotNull();
    }

    @Test
    void problemsNameTheKey() throws IOException {
        Path missing = folder.resolve("missing");
        problem(caFile(missing), "ca-file", "is not there");
        problem(caFile(file("hello")), "ca-file", "no BEGIN CERTIFICATE block");
        problem(
                caFile(file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")),
                "ca-file",
                "cannot be read");
        problem(trustStore(missing, null, null), "trust-store", "is not there");
        problem(trustStore(certificates.caStore(), "wrong", null), "trust-store-password", "does not open");
        problem(trustStore(certificates.caStore(), null, "PKCS12"), "trust-store", "password missing");
        problem(trustStore(certificates.caStore(), TestCertificates.STORE_PASSWORD, "ODD"), "trust-store", "ODD");
        problem(trustStore(certificates.caFile(), null, null), "trust-store", "cannot be read");
        problem(keyStore(certificates.clientStore(), "wrong"), "key-store-password", "does not open");
        problem(keyStore(certificates.caStore(), TestCertificates.STORE_PASSWORD), "key-store", "holds no private key");
        problem(pem(missing, certificates.clientKeyFile()), "client-certificate-file", "is not there");
        problem(pem(certificates.clientCertificateFile(), missing), "client-key-file", "is not there");
        problem(
                pem(certificates.clientCertificateFile(), certificates.caFile()),
                "client-key-file",
                "no BEGIN PRIVATE KEY block");
        problem(
                pem(
                        certificates.clientCertificateFile(),
                        file("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n")),
                "client-key-file",
                "openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void allProblemsAtOnce() {
        Path missing = folder.resolve("missing");
        TrustMaterial material =
                new TrustMaterial(new TlsSettings(TlsMode.STARTTLS, missing, null, null, missing, missing));
        material.trust();
        material.keys();

        assertThat(material.problems())
                .extracting(TrustMaterial.Problem::key)
                .containsExactly("ca-file", "client-certificate-file", "client-key-file");
    }
}
