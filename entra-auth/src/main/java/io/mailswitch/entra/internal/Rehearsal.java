package io.mailswitch.entra.internal;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.mailswitch.entra.EntraCredential;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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

    /** Of its threads; azure-identity writes it into its log too. */
    private static final String NAME = "mailswitch-rehearsal";

    private static final String REQUEST_ID = "client-request-id";
    private static final int OK = 200;
    private static final String TOKEN = "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"none\"}";

    private final ExecutorService threads;

    private Rehearsal(ExecutorService threads) {
        this.threads = threads;
    }

    /** Begins, unless it is of no use or was done before. */
    static Optional<Rehearsal> begin(EntraSettings settings) {
        return isOfUse(settings) && BEGUN.compareAndSet(false, true)
                ? Optional.of(begin(Rehearsal::perform))
                : Optional.empty();
    }

    /** Tells whether it is wanted, and the credential is of a kind that goes the same way. */
    static boolean isOfUse(EntraSettings settings) {
        return settings.rehearsal()
                && (settings.credential() == EntraCredential.CLIENT_SECRET
                        || settings.credential() == EntraCredential.CLIENT_CERTIFICATE);
    }

    /** Begins on threads of its own, so that a source that is closed meanwhile does not interrupt it: azure-identity would log an error. */
    static Rehearsal begin(Consumer<ExecutorService> play) {
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, NAME);
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(() -> run(play, threads));
        return new Rehearsal(threads);
    }

    private static void run(Consumer<ExecutorService> play, ExecutorService threads) {
        try {
            play.accept(threads);
        } catch (Throwable e) {
            // whatever it is, the first request for a token says it better
            LOG.debug("A rehearsal of token requests failed", e);
        } finally {
            threads.shutdown();
        }
    }

    /**
     * Waits for its end and lets it be.
     *
     * @param patience how long
     * @return false when it has not ended
     */
    boolean await(Duration patience) throws InterruptedException {
        return threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
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
