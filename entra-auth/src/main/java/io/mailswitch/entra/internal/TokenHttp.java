package io.mailswitch.entra.internal;

import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.util.ConfigurationBuilder;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The HTTP client of one credential: the shared proxy and trust, a bound on the whole call, and a way to cancel it. */
final class TokenHttp {
    private final AnswerRecorder recorder = new AnswerRecorder();
    private final Dispatcher dispatcher = new Dispatcher();
    private final HttpClient azure;

    private TokenHttp(OkHttpClient.Builder builder, Duration timeout) {
        OkHttpClient client = builder.dispatcher(dispatcher)
                // once an hour: a kept connection would be dead by then, and a body that is sent once cannot go round
                // it
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                .addInterceptor(recorder)
                .callTimeout(timeout)
                .build();
        this.azure = new OkHttpAsyncHttpClientBuilder(client)
                // it would put defaults of its own over these
                .connectionTimeout(shorter(Duration.ofMillis(client.connectTimeoutMillis()), timeout))
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .responseTimeout(timeout)
                // and a proxy of the environment over ours
                .configuration(new ConfigurationBuilder().build())
                .build();
    }

    /** For an authority, which is asked over HTTPS alone. */
    static TokenHttp secure(OkHttpClient shared, Duration timeout) {
        return new TokenHttp(shared.newBuilder(), timeout);
    }

    /** For Azure's own endpoints too, which speak plain HTTP within the machine. */
    static TokenHttp local(OkHttpClient shared, Duration timeout) {
        ProxySelector proxies =
                shared.proxy() == null ? shared.proxySelector() : new DirectWhenClear.Fixed(shared.proxy());
        return new TokenHttp(
                shared.newBuilder()
                        .proxy(null)
                        .proxySelector(new DirectWhenClear(proxies))
                        .connectionSpecs(List.of(shared.connectionSpecs().get(0), ConnectionSpec.CLEARTEXT))
                        .addNetworkInterceptor(new LocalClearText()),
                timeout);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    HttpClient azure() {
        return azure;
    }

    AnswerRecorder recorder() {
        return recorder;
    }

    /** Ends what is under way. */
    void cancel() {
        dispatcher.cancelAll();
    }

    void close() {
        cancel();
        dispatcher.executorService().shutdownNow();
    }
}
