package io.mailswitch.entra.internal;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.mailswitch.entra.EntraCredential;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.ConnectionSpec;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has azure-identity get a token from nowhere, once in the life of a JVM and beside what else a sender does while it opens: asking for a token
 * takes two thousand classes of a dozen jars, and loading them is half of the time to a first mail. Nothing leaves the machine, no secret is
 * used, and what comes of it is thrown away.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    /** Azure-identity writes it into its log. */
    private static final String NAME = "mailswitch-rehearsal";

    private static final String REQUEST_ID = "client-request-id";
    private static final int OK = 200;
    private static final String TOKEN = "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"none\"}";

    private Rehearsal() {}

    /** Begins, unless it was done before or the credential is of a kind that takes another way. */
    static void begin(EntraCredential credential, ExecutorService threads) {
        boolean sameWay =
                credential == EntraCredential.CLIENT_SECRET || credential == EntraCredential.CLIENT_CERTIFICATE;
        if (sameWay && BEGUN.compareAndSet(false, true)) {
            threads.execute(() -> run(threads));
        }
    }

    private static void run(ExecutorService threads) {
        try {
            perform(threads);
        } catch (RuntimeException | LinkageError e) {
            // whatever it is, the first request for a token says it better
            LOG.debug("A rehearsal of token requests failed", e);
        }
    }

    /** Returns what azure-identity made of it. */
    static String perform(ExecutorService threads) {
        return new ClientSecretCredentialBuilder()
                .tenantId(NAME)
                .clientId(NAME)
                .clientSecret(NAME)
                .authorityHost("https://" + NAME + ".invalid/")
                .disableInstanceDiscovery()
                .httpClient(nowhere())
                .executorService(threads)
                .build()
                .getTokenSync(
                        new TokenRequestContext().addScopes(NAME + "/.default").setCaeEnabled(false))
                .getToken();
    }

    private static HttpClient nowhere() {
        OkHttpClient client = new OkHttpClient.Builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)) // spares it the loading of trust
                .addInterceptor(Rehearsal::answer)
                .build();
        return new OkHttpAsyncHttpClientBuilder(client).build();
    }

    private static Response answer(Interceptor.Chain chain) {
        Response.Builder response = new Response.Builder();
        String id = chain.request().header(REQUEST_ID);
        if (id != null) {
            response.header(REQUEST_ID, id); // else MSAL notes in its log that it is not there
        }
        return response.request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(OK)
                .message("OK")
                .body(ResponseBody.create(TOKEN, MediaType.get("application/json")))
                .build();
    }
}
