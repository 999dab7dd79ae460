package io.mailswitch.testkit;

import static io.mailswitch.testkit.HttpsTester.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.testkit.internal.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeEntraRuleTest {
    private static final String GRAPH = "https://graph.microsoft.com";

    private final FakeExchange exchange = FakeExchange.start();
    private final FakeEntra entra = exchange.entra();
    private HttpsTester client = new HttpsTester(exchange);

    @BeforeEach
    void reset() {
        exchange.reset();
        client = new HttpsTester(exchange);
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    client_id     | 11111111-2222-3333-4444-555555555555   | 700016
                    client_id     | ''                                     | 700016
                    client_secret | wrong                                  | 7000215
                    scope         | https://graph.microsoft.com/Mail.Send  | 70011
                    scope         | https://graph.example.com/.default     | 500011
                    scope         | openid profile                         | 28002
                    scope         | https://graph.microsoft.com/.default https://outlook.office365.com/.default | 28002
                    grant_type    | password                               | 28002
                    """)
    void badFormIsRefused(String field, String value, int code) throws IOException {
        Map<String, String> form = secretForm();
        form.put(field, value);

        assertCode(client.token(FakeEntra.TENANT_ID, form), code);
    }

    @Test
    void formWithoutCredential() throws IOException {
        Map<String, String> form = secretForm();
        form.remove("client_secret");

        assertCode(client.token(FakeEntra.TENANT_ID, form), 7000218);
    }

    @Test
    void tenantMustExist() throws IOException {
        assertCode(client.token("11111111-2222-3333-4444-555555555555", secretForm()), 90002);
        assertCode(client.token("elsewhere.onmicrosoft.com", secretForm()), 90002);
        assertCode(client.token("my-tenant", secretForm()), 900023);
        assertThat(client.form(FakeEntra.TENANT_ID + "/oauth2/token", secretForm())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void eachErrorCanBeOrdered(EntraError error) throws IOException {
        entra.at(EntraStage.TOKEN).retryAfter(Duration.ofSeconds(7)).fail(error);

        HttpResponse<String> refused = client.token(FakeEntra.TENANT_ID, secretForm());

        assertCode(refused, error.code());
        assertThat(refused.statusCode()).isEqualTo(error.status());
        assertThat(json(refused).string("error")).contains(error.error());
        assertThat(refused.headers().firstValue("Retry-After")).contains("7");
        assertThat(client.token(FakeEntra.TENANT_ID, secretForm()).statusCode()).isEqualTo(200);
        assertThat(entra.unusedFaults()).isEmpty();
    }

    @Test
    void tokensLiveAsLongAsTheySay() throws IOException {
        entra.tokenLifetime(Duration.ofMinutes(2));
        JsonObject answer = json(client.token(FakeEntra.TENANT_ID, secretForm()));
        String token = answer.string("access_token").orElseThrow();
        JsonObject claims = claims(token);

        assertThat(answer.integer("expires_in")).contains(120L);
        assertThat(claims.string("aud")).contains(GRAPH);
        assertThat(claims.string("tid")).contains(FakeEntra.TENANT_ID);
        assertThat(claims.strings("roles")).containsExactly("Mail.Send", "Mail.ReadWrite");
        assertThat(claims.integer("exp").orElseThrow() - claims.integer("iat").orElseThrow())
                .isBetween(119L, 121L);
        assertThat(entra.read(token)).isPresent();

        entra.expireTokens();

        assertThat(entra.read(token)).isEmpty();
        assertThat(entra.read(entra.issueToken(GRAPH))).isPresent();
        entra.tokenLifetime(Duration.ofSeconds(1));
        assertThatThrownBy(() -> entra.tokenLifetime(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rolesMayBeMissingFromTheToken() {
        entra.roles(GRAPH);

        assertThat(claims(entra.issueToken(GRAPH)).strings("roles")).isEmpty();
    }

    @Test
    void certificateSignsForTheApplication() throws Exception {
        Assertion good = new Assertion();
        assertThat(client.token(FakeEntra.TENANT_ID, assertionForm(good.sign())).statusCode())
                .isEqualTo(200);
        assertCode(client.token(FakeEntra.TENANT_ID, assertionForm(good.sign() + "x")), 50012);
        assertCode(client.token(FakeEntra.TENANT_ID, assertionForm("a.b.c")), 50012);
        assertCode(client.token(FakeEntra.TENANT_ID, assertionForm(tampered(good.sign()))), 700027);

        Assertion forOthers = new Assertion();
        forOthers.claims.put("aud", "https://login.example.com/token");
        assertCode(client.token(FakeEntra.TENANT_ID, assertionForm(forOthers.sign())), 50012);
        Assertion ofOthers = new Assertion();
        ofOthers.claims.put("sub", "11111111-2222-3333-4444-555555555555");
        assertCode(client.token(FakeEntra.TENANT_ID, assertionForm(ofOthers.sign())), 50012);
        Assertion late = new Assertion();
        late.claims.put("exp", Instant.now().getEpochSecond() - 10);
        assertCode(client.token(FakeEntra.TENANT_ID, assertionForm(late.sign())), 50012);

        entra.requireChain();
        assertCode(client.token(FakeEntra.TENANT_ID, assertionForm(good.sign())), 700030);
        entra.removeCredentials();
        assertCode(client.token(FakeEntra.TENANT_ID, assertionForm(good.sign())), 700027);
        assertCode(client.token(FakeEntra.TENANT_ID, secretForm()), 7000215);
    }

    @Test
    void federatedTokenStandsForTheApplication() throws IOException {
        assertCode(client.token(FakeEntra.TENANT_ID, assertionForm("a.b")), 50012);
        String token = Files.readString(entra.federatedTokenFile());

        assertThat(client.token(FakeEntra.TENANT_ID, assertionForm(token)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void deviceCodeIsForPeople() throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", FakeEntra.CLIENT_ID);
        form.put("scope", "https://outlook.office365.com/SMTP.Send offline_access");
        JsonObject begun = json(client.form(FakeEntra.TENANT_ID + "/oauth2/v2.0/devicecode", form));
        assertThat(begun.string("message").orElseThrow())
                .contains(begun.string("user_code").orElseThrow());
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        form.put("device_code", begun.string("device_code").orElseThrow());
        assertCode(client.token(FakeEntra.TENANT_ID, form), 70016);
        assertThatThrownBy(() -> entra.signIn("NONSENSE", "alice@example.com"))
                .isInstanceOf(IllegalArgumentException.class);

        entra.signIn(entra.deviceCodes().get(0), "alice@example.com");

        JsonObject answer = json(client.token(FakeEntra.TENANT_ID, form));
        String token = answer.string("access_token").orElseThrow();
        exchange.accounts().addMailbox("alice@example.com");
        assertThat(exchange.accounts().checkToken("alice@example.com", token)).isTrue();
        assertThat(exchange.accounts().checkToken(Accounts.DEFAULT_USER, token)).isFalse();
        assertCode(client.token(FakeEntra.TENANT_ID, form), 70019);
        Map<String, String> again = new LinkedHashMap<>();
        again.put("client_id", FakeEntra.CLIENT_ID);
        again.put("grant_type", "refresh_token");
        again.put("refresh_token", answer.string("refresh_token").orElseThrow());
        assertThat(client.token(FakeEntra.TENANT_ID, again).statusCode()).isEqualTo(200);
        assertCode(client.token(FakeEntra.TENANT_ID, again), 70008);
    }

    @Test
    void personsTokenOpensOwnMailboxOnly() throws IOException {
        exchange.accounts().addMailbox("alice@example.com");
        String token = entra.issueToken(GRAPH, "alice@example.com");

        assertThat(get(token, "/me/messages").statusCode()).isEqualTo(200);
        assertThat(get(token, "/users/alice@example.com/messages").statusCode()).isEqualTo(200);
        assertThat(get(token, "/users/sender@example.com/messages").statusCode())
                .isEqualTo(403);
    }

    @Test
    void identityEndpointsWantTheirMarks() throws IOException {
        String imds = entra.metadataService() + "/metadata/identity/oauth2/token?resource=" + GRAPH;
        assertThat(plain(imds + "&api-version=2018-02-01", "Metadata", "true").statusCode())
                .isEqualTo(200);
        assertThat(plain(imds + "&api-version=2018-02-01", "Metadata", "no").statusCode())
                .isEqualTo(400);
        assertThat(plain(imds, "Metadata", "true").statusCode()).isEqualTo(400);
        assertThat(plain(imds + "x&api-version=2018-02-01", "Metadata", "true").statusCode())
                .isEqualTo(400);
        assertThat(plain(imds + "&api-version=2018-02-01&client_id=1", "Metadata", "true")
                        .statusCode())
                .isEqualTo(400);
        String appService = entra.appServiceEndpoint() + "?api-version=2019-08-01&resource=" + GRAPH;
        HttpResponse<String> token = plain(appService, "X-IDENTITY-HEADER", FakeEntra.IDENTITY_HEADER);
        assertThat(json(token).string("token_type")).contains("Bearer");
        assertThat(entra.read(json(token).string("access_token").orElseThrow())).isPresent();
        assertThat(plain(appService, "X-IDENTITY-HEADER", "guess").statusCode()).isEqualTo(403);
        assertThat(plain(entra.metadataService() + "/elsewhere", "Metadata", "true")
                        .statusCode())
                .isEqualTo(404);
        assertThat(entra.requests(EntraStage.MANAGED_IDENTITY)).hasSize(7);
    }

    private HttpResponse<String> plain(String url, String header, String value) throws IOException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).header(header, value));
    }

    private HttpResponse<String> get(String token, String path) throws IOException {
        return client.send(HttpRequest.newBuilder(URI.create(exchange.graph().baseUrl() + path))
                .header("Authorization", "Bearer " + token));
    }

    private static void assertCode(HttpResponse<String> response, int code) {
        assertThat(json(response).string("error_description").orElse(""))
                .as(response.toString())
                .startsWith("AADSTS" + code + ": ");
    }

    private static JsonObject claims(String token) {
        return JsonObject.read(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private static Map<String, String> secretForm() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", FakeEntra.CLIENT_ID);
        form.put("client_secret", FakeEntra.CLIENT_SECRET);
        form.put("scope", GRAPH + "/.default");
        return form;
    }

    private static Map<String, String> assertionForm(String assertion) {
        Map<String, String> form = secretForm();
        form.remove("client_secret");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return form;
    }

    private static String tampered(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        String changed = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("{", "{ ");
        return parts[0] + "." + encode(changed.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A client assertion by the book (RFC 7523), made here and not by MSAL. */
    private final class Assertion {
        private final JsonObject claims;
        private final String pem;

        Assertion() throws IOException {
            pem = Files.readString(entra.certificatePem()); // registers it too

            long now = Instant.now().getEpochSecond();
            claims = new JsonObject()
                    .put("aud", entra.authority() + FakeEntra.TENANT_ID + "/oauth2/v2.0/token")
                    .put("iss", FakeEntra.CLIENT_ID)
                    .put("sub", FakeEntra.CLIENT_ID)
                    .put("jti", "1")
                    .put("nbf", now)
                    .put("exp", now + 600);
        }

        String sign() throws GeneralSecurityException {
            String key = pem.replaceAll("(?s).*BEGIN PRIVATE KEY-----|-----END PRIVATE KEY.*|\\s", "");
            PrivateKey secret = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
            X509Certificate certificate = exchange.certificates().applicationCertificate();
            JsonObject header = new JsonObject()
                    .put("alg", "RS256")
                    .put("x5t#S256", encode(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
            String signed = encode(header.toBytes()) + "." + encode(claims.toBytes());
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(secret);
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signer.sign());
        }
    }
}
