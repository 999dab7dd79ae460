package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.entra.DeviceCodes;
import io.mailswitch.testkit.internal.entra.EntraService;
import io.mailswitch.testkit.internal.entra.EntraState;
import io.mailswitch.testkit.internal.entra.IdentityEndpoint;
import io.mailswitch.testkit.internal.entra.Token;
import io.mailswitch.testkit.internal.entra.TokenMint;
import io.mailswitch.testkit.internal.http.FaultyHandler;
import io.mailswitch.testkit.internal.http.HttpFaultScript;
import io.mailswitch.testkit.internal.http.HttpServer;
import io.mailswitch.testkit.internal.http.RequestLog;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Entra side of a {@link FakeExchange}: an authority that issues tokens over HTTPS to one application, by client secret, certificate,
 * federated token or device code, and the identity endpoints of Azure over plain HTTP. It is as strict as the real one about tenant, client,
 * credential and scope. Thread-safe.
 */
public final class FakeEntra {
    /** The tenant's id: {@value}. */
    public static final String TENANT_ID = "3e4f5a6b-0000-4000-8000-00000000c0de";

    /** The tenant's domain, which may stand in place of the id: {@value}. */
    public static final String TENANT_DOMAIN = "contoso.onmicrosoft.com";

    /** The application's id: {@value}. */
    public static final String CLIENT_ID = "7a8b9c0d-0000-4000-8000-0000000000a1";

    /** The application's secret: {@value}. */
    public static final String CLIENT_SECRET = "s3cr3t~value.not-the-id";

    /** What the endpoint of App Service expects in {@code X-IDENTITY-HEADER}: {@value}. */
    public static final String IDENTITY_HEADER = "853b9a84-5bfa-4b22-a3f3-0b9a43d9ad8a";

    private final HttpFaultScript script = new HttpFaultScript();
    private final RequestLog log = new RequestLog();
    private final TlsChoice tls;
    private final TokenMint mint;
    private final EntraState state;
    private final DeviceCodes deviceCodes = new DeviceCodes(TENANT_ID, CLIENT_ID);
    private final TestCertificates certificates;
    private final HttpServer authority;
    private final HttpServer identity;

    FakeEntra(TestCertificates certificates) {
        this.certificates = certificates;
        this.tls = new TlsChoice(certificates);
        this.mint = new TokenMint("https://sts.windows.net/" + TENANT_ID + "/", TENANT_ID, CLIENT_ID);
        this.state = new EntraState(TENANT_ID, TENANT_DOMAIN, CLIENT_ID, mint);
        state.secrets().add(CLIENT_SECRET);
        EntraService service = new EntraService(state, deviceCodes);
        this.authority =
                new HttpServer("entra", tls::get, new FaultyHandler(EntraService::stage, log, script, service::handle));
        IdentityEndpoint endpoint = new IdentityEndpoint(state, IDENTITY_HEADER);
        this.identity = new HttpServer(
                "identity", () -> null, new FaultyHandler(IdentityEndpoint::stage, log, script, endpoint::handle));
    }

    /**
     * Returns the authority, for {@code mailswitch.entra.authority}.
     *
     * @return such as {@code https://localhost:40001/}
     */
    public URI authority() {
        return URI.create("https://localhost:" + authority.port() + "/");
    }

    /**
     * Returns the metadata service of a virtual machine, for the environment variable {@code AZURE_POD_IDENTITY_AUTHORITY_HOST}.
     *
     * @return such as {@code http://127.0.0.1:40002}
     */
    public URI metadataService() {
        return URI.create("http://127.0.0.1:" + identity.port());
    }

    /**
     * Returns the endpoint of App Service, for the environment variable {@code IDENTITY_ENDPOINT}; {@code IDENTITY_HEADER} is
     * {@link #IDENTITY_HEADER}.
     *
     * @return such as {@code http://127.0.0.1:40002/msi/token}
     */
    public URI appServiceEndpoint() {
        return metadataService().resolve("/msi/token");
    }

    /**
     * Makes an RSA certificate with its key, as one PEM file, and registers it with the application.
     *
     * @return a file with a {@code CERTIFICATE} and a {@code PRIVATE KEY} block (PKCS #8)
     */
    public Path certificatePem() {
        register(certificates.applicationCertificate(), false);
        return certificates.applicationPem();
    }

    /**
     * Makes an RSA certificate with its key, as a PKCS #12 store, and registers it with the application.
     *
     * @return a file with the password {@link TestCertificates#STORE_PASSWORD}
     */
    public Path certificatePfx() {
        register(certificates.applicationCertificate(), false);
        return certificates.applicationStore();
    }

    /**
     * Registers a certificate with the application.
     *
     * @param certificate which
     * @param byName whether it is known by its subject and issuer alone, so that the client must send its chain
     */
    public void register(X509Certificate certificate, boolean byName) {
        state.certificates().put(certificate, byName);
    }

    /**
     * Wants the chain sent with every certificate registered so far.
     */
    public void requireChain() {
        state.certificates().replaceAll((certificate, byName) -> true);
    }

    /** Takes every secret and certificate away from the application. */
    public void removeCredentials() {
        state.secrets().clear();
        state.certificates().clear();
    }

    /**
     * Makes a token of another identity provider that stands for the application, as a Kubernetes cluster does.
     *
     * @return a file with the token, for {@code AZURE_FEDERATED_TOKEN_FILE}
     */
    public Path federatedTokenFile() {
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6bWFpbDptYWlsIn0.c2lnbmF0dXJl";
        state.federatedToken(token);
        return certificates.file("federated-token", token);
    }

    /**
     * Changes how long tokens live from now on.
     *
     * @param lifetime whole seconds, above zero; default one hour
     */
    public void tokenLifetime(Duration lifetime) {
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("tokenLifetime was " + lifetime + ", must be at least PT1S");
        }
        state.lifetime(lifetime);
    }

    /**
     * Changes the application permissions that tokens name from now on. What Graph allows is another matter: see
     * {@link FakeGraph#allow(GraphPermission...)}.
     *
     * @param audience the API, such as {@code https://graph.microsoft.com}
     * @param roles the permissions, such as {@code Mail.Send}
     */
    public void roles(String audience, String... roles) {
        state.roles(audience, List.of(roles));
    }

    /** Ends every token issued so far, as if its time were over. */
    public void expireTokens() {
        mint.expireAll();
    }

    /**
     * Issues a token without a request.
     *
     * @param audience the API, such as {@code https://graph.microsoft.com}
     * @return a token of the application
     */
    public String issueToken(String audience) {
        return state.issue(audience, null);
    }

    /**
     * Issues a token of a person without a request.
     *
     * @param audience the API, such as {@code https://graph.microsoft.com}
     * @param user the sign-in name
     * @return a token for that person's own mailbox
     */
    public String issueToken(String audience, String user) {
        return state.issue(audience, user);
    }

    /**
     * Returns the device codes with which nobody has signed in yet.
     *
     * @return what people would type, in order
     */
    public List<String> deviceCodes() {
        return deviceCodes.waiting();
    }

    /**
     * Signs a person in with a device code.
     *
     * @param userCode one of {@link #deviceCodes()}
     * @param user the sign-in name
     */
    public void signIn(String userCode, String user) {
        if (!deviceCodes.signIn(userCode, user)) {
            throw new IllegalArgumentException("no sign-in waits for the code " + userCode);
        }
    }

    /**
     * Changes the certificate that the authority shows to new connections.
     *
     * @param kind at first {@link CertificateKind#VALID}
     */
    public void certificate(CertificateKind kind) {
        tls.certificate(kind);
    }

    /**
     * Changes the TLS versions that the authority speaks on new connections.
     *
     * @param names as in JSSE; at first {@code TLSv1.2} and {@code TLSv1.3}
     */
    public void tlsProtocols(String... names) {
        tls.protocols(names);
    }

    /**
     * Begins to order a fault.
     *
     * @param stage where it strikes
     * @return the fault, without effect until its last call says what happens
     */
    public EntraFault at(EntraStage stage) {
        return new EntraFault(stage, script);
    }

    /** Forgets every fault that was ordered. */
    public void clearFaults() {
        script.clear();
    }

    /**
     * Describes the faults that have not struck as often as was ordered. Faults without a limit are left out.
     *
     * @return one line each
     */
    public List<String> unusedFaults() {
        return script.unused();
    }

    /**
     * Returns every request since the start or the last {@link FakeExchange#reset()}.
     *
     * @return in order of arrival
     */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /**
     * Returns the requests of a stage.
     *
     * @param stage which
     * @return in order of arrival
     */
    public List<ReceivedRequest> requests(EntraStage stage) {
        return log.of(stage);
    }

    /**
     * Waits for requests, answered or not.
     *
     * @param stage which
     * @param count how many
     * @param atMost how long to wait
     * @return the requests of that stage
     * @throws AssertionError if fewer arrive in time
     */
    public List<ReceivedRequest> awaitRequests(EntraStage stage, int count, Duration atMost) {
        return log.await(stage, count, atMost);
    }

    /** Drops every connection now, whatever it is doing. */
    public void dropConnections() {
        authority.dropConnections();
        identity.dropConnections();
    }

    /** Tells whether SMTP lets a user in with a token. */
    boolean opensSmtp(String user, String token) {
        return mint.read(token)
                .filter(read -> read.audience().startsWith("https://outlook.")
                        || read.audience().startsWith("https://partner.outlook."))
                .filter(read -> read.signedIn()
                        .map(user::equalsIgnoreCase)
                        .orElse(read.roles().contains("SMTP.SendAsApp")))
                .isPresent();
    }

    Optional<Token> read(String token) {
        return mint.read(token);
    }

    void reset() {
        dropConnections();
        script.clear();
        tls.reset();
        state.reset();
        state.secrets().add(CLIENT_SECRET);
        deviceCodes.clear();
        mint.expireAll();
        log.clear();
        authority.resetCount();
        identity.resetCount();
    }

    void close() {
        authority.close();
        identity.close();
    }
}
