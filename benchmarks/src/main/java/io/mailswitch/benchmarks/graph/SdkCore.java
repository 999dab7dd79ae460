package io.mailswitch.benchmarks.graph;

import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.NoDelay;
import io.mailswitch.benchmarks.work.ReadyMime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import okhttp3.OkHttpClient;

/** The core of the SDK without the typed client, used with care: ready MIME through the request adapter, one OkHttp for all. */
public final class SdkCore implements Contender {
    private final boolean identity;

    /**
     * Makes the contender.
     *
     * @param identity whether the token is asked for by azure-identity, else it is there already
     */
    public SdkCore(boolean identity) {
        this.identity = identity;
    }

    @Override
    public Client open(Job job) throws IOException {
        OkHttpClient http =
                GraphClientFactory.create().socketFactory(new NoDelay()).build();
        var credential = identity
                ? GraphTarget.clientSecret(job, new OkHttpAsyncHttpClientBuilder(http).build())
                : GraphTarget.readyToken();
        RequestAdapter adapter =
                new BaseGraphRequestAdapter(GraphTarget.authentication(credential), SinkAddress.baseUrl(job), http);
        byte[] body = Base64.getEncoder().encode(ReadyMime.of(job));
        return new GraphClient(() -> {
            RequestInformation request = new RequestInformation(
                    HttpMethod.POST, "{+baseurl}/users/{id}/sendMail", new HashMap<>(Map.of("id", Credentials.USER)));
            request.setStreamContent(new ByteArrayInputStream(body), "text/plain");
            adapter.sendPrimitive(request, new HashMap<>(), Void.class);
        });
    }
}
