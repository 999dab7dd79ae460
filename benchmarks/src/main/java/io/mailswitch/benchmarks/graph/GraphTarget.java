package io.mailswitch.benchmarks.graph;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientSecretCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.microsoft.graph.core.authentication.AzureIdentityAccessTokenProvider;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Job;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How the SDK signs in to the Graph sink. */
final class GraphTarget {
    static final String TENANT = "72f988bf-0000-41af-91ab-2d7cd011db47";
    static final String CLIENT = "11111111-2222-3333-4444-555555555555";
    static final String SECRET = "benchmark-secret";

    private static final String SCOPE = "https://graph.microsoft.com/.default";
    private static final int TOKEN_HOURS = 12;

    private GraphTarget() {}

    /** A token that is there already: what a cache gives. */
    static TokenCredential readyToken() {
        AccessToken token = new AccessToken(
                Credentials.TOKEN, OffsetDateTime.now(ZoneOffset.UTC).plusHours(TOKEN_HOURS));
        return new TokenCredential() {
            @Override
            public Mono<AccessToken> getToken(TokenRequestContext request) {
                return Mono.just(token);
            }

            @Override
            public AccessToken getTokenSync(TokenRequestContext request) {
                return token;
            }
        };
    }

    /** A token from the sink's own endpoint, by azure-identity. */
    static ClientSecretCredential clientSecret(Job job, @Nullable HttpClient http) {
        ClientSecretCredentialBuilder builder = new ClientSecretCredentialBuilder()
                .authorityHost(SinkAddress.authority(job))
                .disableInstanceDiscovery()
                .tenantId(TENANT)
                .clientId(CLIENT)
                .clientSecret(SECRET);
        return (http == null ? builder : builder.httpClient(http)).build();
    }

    static AuthenticationProvider authentication(TokenCredential credential) {
        return new BaseBearerTokenAuthenticationProvider(
                new AzureIdentityAccessTokenProvider(credential, new String[] {"localhost"}, null, SCOPE));
    }
}
