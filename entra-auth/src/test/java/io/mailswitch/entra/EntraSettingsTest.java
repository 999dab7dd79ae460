package io.mailswitch.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.testkit.TestCertificates;
import io.mailswitch.testkit.internal.tls.CertificateAuthority;
import io.mailswitch.testkit.internal.tls.KeyedCertificate;
import io.mailswitch.testkit.internal.tls.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntraSettingsTest {
    private final TokenFixture fixture = new TokenFixture();

    @TempDir
    private Path folder;

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void providerIsFoundAsAService() {
        assertThat(Providers.find().tokens())
                .singleElement()
                .isInstanceOf(EntraTokenSourceProvider.class)
                .satisfies(provider -> assertThat(provider.keys()).doesNotHaveDuplicates());
    }

    @Test
    void everythingMissingIsReportedAtOnce() {
        Map<String, String> settings = new HashMap<>();
        settings.put("mailswitch.transport", "probe");
        settings.put("mailswitch.entra.credential", "client-secret");

        assertThat(problems(settings))
                .extracting(ConfigProblem::key)
                .containsExactlyInAnyOrder(
                        "mailswitch.entra.tenant-id", "mailswitch.entra.client-id", "mailswitch.entra.client-secret");
    }

    @Test
    void credentialIsGuessedOnlyWhereNothingElseIsMeant() {
        Map<String, String> settings = fixture.settings();
        settings.remove("mailswitch.entra.credential");
        assertThat(TokenFixture.graph(fixture.open(settings))).isNotNull();

        settings.put("mailswitch.entra.certificate", "/nowhere.pem");
        assertThat(only(problems(settings)).problem()).contains("both a secret and a certificate");

        settings.remove("mailswitch.entra.certificate");
        settings.remove("mailswitch.entra.client-secret");
        assertThat(only(problems(settings)).instead())
                .contains("mailswitch.entra.client-secret or mailswitch.entra.certificate", "managed-identity");
    }

    @Test
    void ownTokensHaveToBeHandedOver() {
        assertThat(only(problems(with("mailswitch.entra.credential", "token"))).instead())
                .contains("EntraTokens.of(credential)");
    }

    @Test
    void workloadIdentityNeedsItsThreeParts() {
        Map<String, String> settings = new HashMap<>();
        settings.put("mailswitch.transport", "probe");
        settings.put("mailswitch.entra.credential", "workload-identity");

        assertThat(problems(settings))
                .extracting(ConfigProblem::key)
                .containsExactlyInAnyOrder(
                        "mailswitch.entra.tenant-id",
                        "mailswitch.entra.client-id",
                        "mailswitch.entra.federated-token-file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mailswitch.entra.authority | http://localhost:8080/                    | is not https
                    mailswitch.entra.authority | https://login.microsoftonline.com/contoso | has a path
                    mailswitch.entra.authority | https://user:pw@login.microsoftonline.com | has no host name alone
                    mailswitch.entra.authority | https://login.microsoftonline.com/?a=b    | has a query
                    mailswitch.entra.client-id | my-app                                    | is not an application id
                    mailswitch.entra.tenant-id | contoso                                   | is not a tenant id
                    mailswitch.entra.credential | password                                 | one of
                    mailswitch.entra.timeout   | 1h                                        | range
                    mailswitch.http.proxy      | proxy.example.com:8080                    | is not the address of an HTTP proxy
                    mailswitch.http.proxy      | http://user:pw@proxy.example.com:8080     | is not the address of an HTTP proxy
                    mailswitch.http.proxy      | http://proxy.example.com                  | is not the address of an HTTP proxy
                    mailswitch.http.proxy-username | alice                                 | is set without a proxy
                    mailswitch.http.ca-file    | /nowhere/ca.pem                           | cannot be read
                    """)
    void badValueIsNamed(String key, String value, String problem) {
        ConfigProblem found = only(problems(with(key, value)));

        assertThat(found.key()).isEqualTo(key);
        assertThat(found.problem() + " " + found.instead()).contains(problem);
        assertThat(found.instead()).isNotBlank();
        assertThat(found.toString()).doesNotContain("pw@");
    }

    @Test
    void caFileWithoutCertificate() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.pem"), "nothing here\n");

        assertThat(only(problems(with("mailswitch.http.ca-file", file.toString())))
                        .key())
                .isEqualTo("mailswitch.http.ca-file");
    }

    @Test
    void proxyPasswordWithoutName() {
        Map<String, String> settings = with("mailswitch.http.proxy", "http://proxy.example.com:8080");
        settings.put("mailswitch.http.proxy-password", "hush-hush");

        ConfigProblem problem = only(problems(settings));

        assertThat(problem.key()).isEqualTo("mailswitch.http.proxy-username");
        assertThat(problem.toString()).doesNotContain("hush-hush");
    }

    @Test
    void certificateFilesThatCannotWork() throws IOException {
        String pem = Files.readString(fixture.entra.certificatePem());
        String key = keyOf(pem);
        String certificate = pem.substring(0, pem.indexOf("-----BEGIN PRIVATE KEY"));

        assertThat(certificateProblem(certificate)).contains("without a private key");
        assertThat(certificateProblem(key)).contains("without a certificate");
        assertThat(certificateProblem(pem.replace("PRIVATE KEY", "RSA PRIVATE KEY")))
                .contains("openssl pkcs8");
        assertThat(certificateProblem(pem.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY")))
                .contains("is encrypted");
        assertThat(certificateProblem(certificate + keyOf(issuedAt(Instant.now()))))
                .contains("not that of its first certificate");
        assertThat(certificateProblem(certificate + key.replaceFirst("(?s)KEY-----\\R.{40}", "KEY-----\n")))
                .contains("private key cannot be read");
        assertThat(certificateProblem("rubbish")).contains("neither PEM nor PFX");
        assertThat(certificateProblem(ellipticPem())).contains("key of type EC");
        assertThat(certificateProblem(issuedAt(Instant.now().minus(Duration.ofDays(60)))))
                .contains("has expired");
        assertThat(certificateProblem(issuedAt(Instant.now().plus(Duration.ofDays(60)))))
                .contains("not valid yet");
    }

    @Test
    void pfxWithWrongPassword() {
        Map<String, String> settings = certificate(fixture.entra.certificatePfx());
        settings.put("mailswitch.entra.certificate-password", "mistyped");

        ConfigProblem problem = only(problems(settings));

        assertThat(problem.key()).isEqualTo("mailswitch.entra.certificate-password");
        assertThat(problem.problem()).contains("does not open the PFX file");
        assertThat(problem.toString()).doesNotContain("mistyped");
    }

    @Test
    void pfxWithoutKey() {
        Map<String, String> settings =
                certificate(fixture.exchange.certificates().caStore());
        settings.put("mailswitch.entra.certificate-password", TestCertificates.STORE_PASSWORD);

        assertThat(only(problems(settings)).problem()).contains("without a private key");
    }

    private String ellipticPem() throws IOException {
        TestCertificates certificates = fixture.exchange.certificates();
        return Files.readString(certificates.clientCertificateFile()) + Files.readString(certificates.clientKeyFile());
    }

    private static String keyOf(String pem) {
        return pem.substring(pem.indexOf("-----BEGIN PRIVATE KEY"));
    }

    private static String issuedAt(Instant time) {
        KeyedCertificate made = new CertificateAuthority("Test CA", time).rsaClient("application");
        return Pem.of(made.certificate()) + Pem.of(made.key());
    }

    private String certificateProblem(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("certificate.pem"), content);
        ConfigProblem problem = only(problems(certificate(file)));
        assertThat(problem.key()).isEqualTo("mailswitch.entra.certificate");
        return problem.problem() + " " + problem.instead();
    }

    private Map<String, String> certificate(Path file) {
        Map<String, String> settings = with("mailswitch.entra.credential", "client-certificate");
        settings.put("mailswitch.entra.certificate", file.toString());
        return settings;
    }

    private Map<String, String> with(String key, String value) {
        Map<String, String> settings = fixture.settings();
        settings.put(key, value);
        return settings;
    }

    private List<ConfigProblem> problems(Map<String, String> settings) {
        ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> fixture.open(settings));
        assertThat(failure).as("a problem with " + settings.keySet()).isNotNull();
        return failure.problems();
    }

    private static ConfigProblem only(List<ConfigProblem> problems) {
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
