package io.mailswitch.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.EntraStage;
import io.mailswitch.testkit.FakeEntra;
import io.mailswitch.testkit.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvironmentCredentialTest {
    private static final String OURS = "\"appid\":\"" + FakeEntra.CLIENT_ID + "\"";

    private final TokenFixture fixture = new TokenFixture();

    @TempDir
    private Path home;

    @BeforeEach
    void reset() {
        fixture.exchange.reset();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void managedIdentityOfAppService() throws IOException {
        String output = TokenProgram.run(
                home,
                Map.of(
                        "IDENTITY_ENDPOINT",
                        fixture.entra.appServiceEndpoint().toString(),
                        "IDENTITY_HEADER",
                        FakeEntra.IDENTITY_HEADER),
                "mailswitch.entra.credential=managed-identity");

        assertThat(output).contains(OURS);
        assertThat(fixture.entra.requests(EntraStage.MANAGED_IDENTITY)).hasSize(1);
    }

    @Test
    void managedIdentityOfVirtualMachine_userAssigned_besideProxy() throws IOException {
        String output = TokenProgram.run(
                home,
                Map.of(
                        "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                        fixture.entra.metadataService().toString()),
                "mailswitch.entra.credential=managed-identity",
                "mailswitch.http.proxy=http://localhost:9",
                "mailswitch.entra.client-id=" + FakeEntra.CLIENT_ID);

        assertThat(output).contains(OURS);
        assertThat(fixture.entra.requests(EntraStage.MANAGED_IDENTITY))
                .extracting(ReceivedRequest::target)
                .singleElement()
                .satisfies(target -> assertThat(target).contains("client_id=" + FakeEntra.CLIENT_ID));
    }

    @Test
    void managedIdentityThatIsNotAssigned() throws IOException {
        String output = TokenProgram.run(
                home,
                Map.of(
                        "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                        fixture.entra.metadataService().toString()),
                "mailswitch.entra.credential=managed-identity",
                "mailswitch.entra.client-id=99999999-0000-4000-8000-000000000000");

        assertThat(output)
                .contains(
                        "failure AFTER_SETUP",
                        "the identity endpoint of this machine refused it",
                        "mailswitch.entra.client-id");
    }

    @Test
    void managedIdentityOffAzure() throws IOException {
        String output = TokenProgram.run(
                home,
                Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:9"),
                "mailswitch.entra.credential=managed-identity",
                "mailswitch.entra.timeout=5s");

        assertThat(output)
                .contains(
                        "the identity endpoint of this machine did not answer",
                        "choose another mailswitch.entra.credential");
    }

    @Test
    void workloadIdentityFromEnvironment() throws IOException {
        String output = TokenProgram.run(
                home,
                Map.of(
                        "AZURE_TENANT_ID", FakeEntra.TENANT_ID,
                        "AZURE_CLIENT_ID", FakeEntra.CLIENT_ID,
                        "AZURE_FEDERATED_TOKEN_FILE",
                                fixture.entra.federatedTokenFile().toString()),
                "mailswitch.entra.credential=workload-identity",
                "mailswitch.entra.authority=" + fixture.entra.authority(),
                "mailswitch.http.ca-file=" + fixture.exchange.certificates().caFile());

        assertThat(output).contains(OURS);
    }

    @Test
    void defaultTakesSecretOfEnvironment() throws IOException {
        String output = TokenProgram.run(
                home,
                Map.of(
                        "AZURE_TENANT_ID", FakeEntra.TENANT_ID,
                        "AZURE_CLIENT_ID", FakeEntra.CLIENT_ID,
                        "AZURE_CLIENT_SECRET", FakeEntra.CLIENT_SECRET),
                "mailswitch.entra.credential=default",
                "mailswitch.entra.authority=" + fixture.entra.authority(),
                "mailswitch.http.ca-file=" + fixture.exchange.certificates().caFile());

        assertThat(output).contains(OURS);
    }

    @Test
    void defaultWithWrongSecretOfEnvironment() throws IOException {
        String output = TokenProgram.run(
                home,
                Map.of(
                        "AZURE_TENANT_ID", FakeEntra.TENANT_ID,
                        "AZURE_CLIENT_ID", FakeEntra.CLIENT_ID,
                        "AZURE_CLIENT_SECRET", "mistyped"),
                "mailswitch.entra.credential=default",
                "mailswitch.entra.authority=" + fixture.entra.authority(),
                "mailswitch.http.ca-file=" + fixture.exchange.certificates().caFile());

        assertThat(output).contains("failure AFTER_SETUP", "AADSTS7000215").doesNotContain("mistyped");
    }

    @Test
    void defaultTakesManagedIdentity() throws IOException {
        String output = TokenProgram.run(
                home,
                Map.of(
                        "IDENTITY_ENDPOINT",
                        fixture.entra.appServiceEndpoint().toString(),
                        "IDENTITY_HEADER",
                        FakeEntra.IDENTITY_HEADER),
                "mailswitch.entra.credential=default");

        assertThat(output).contains(OURS);
    }

    @Test
    void defaultWithNothingThere() throws IOException {
        String output = TokenProgram.run(
                home,
                Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:9", "PATH", "/nonexistent"),
                "mailswitch.entra.credential=default");

        assertThat(output)
                .contains(
                        "failure AFTER_SETUP",
                        "none of the default credentials is there",
                        "mailswitch.entra.credential");
    }
}
