package io.mailswitch.entra.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Authenticator;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;

/**
 * A hold on the one OkHttp client of all who have equal {@link HttpSettings}: token requests and Graph, whichever senders they belong to,
 * share its connections. The last one to close its hold ends the client. Thread-safe.
 *
 * <p>The client speaks TLS 1.2 and 1.3 only, checks host names, never speaks in clear, follows no redirect and sends each request with a
 * body at most once. Derive from it by {@link OkHttpClient#newBuilder()} for other time-outs, a dispatcher or interceptors; what is
 * derived shares the connections and must not be used after {@link #close()}.
 */
public final class SharedHttpClient implements AutoCloseable {
    private static final ConnectionSpec TLS = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
            .tlsVersions(TlsVersion.TLS_1_3, TlsVersion.TLS_1_2)
            .build();

    private static final Map<HttpSettings, Entry> OPEN = new HashMap<>();

    private final HttpSettings settings;
    private final OkHttpClient client;
    private final AtomicBoolean closed = new AtomicBoolean();

    private static final class Entry {
        final OkHttpClient client;
        int holds;

        Entry(OkHttpClient client) {
            this.client = client;
        }
    }

    private SharedHttpClient(HttpSettings settings, OkHttpClient client) {
        this.settings = settings;
        this.client = client;
    }

    /**
     * Takes hold of the client for these settings, which is made when nobody has it. No I/O on the network.
     *
     * @param settings how HTTPS leaves this machine
     * @return the hold, to be closed
     */
    public static SharedHttpClient open(HttpSettings settings) {
        synchronized (OPEN) {
            Entry entry = OPEN.computeIfAbsent(settings, wanted -> new Entry(build(wanted)));
            entry.holds++;
            return new SharedHttpClient(settings, entry.client);
        }
    }

    /**
     * Returns the client.
     *
     * @return the same for every hold on equal settings
     * @throws IllegalStateException when this hold is closed
     */
    public OkHttpClient client() {
        if (closed.get()) {
            throw new IllegalStateException("the HTTP client is closed");
        }
        return client;
    }

    /**
     * Gives the client up; the last hold to do so closes its idle connections. Calls in flight are the caller's to cancel. May be called
     * again without effect.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        synchronized (OPEN) {
            Entry entry = OPEN.get(settings);
            if (entry == null || --entry.holds > 0) {
                return;
            }
            OPEN.remove(settings);
        }
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private static OkHttpClient build(HttpSettings settings) {
        Trust trust = Trust.of(settings.trusted());
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionSpecs(List.of(TLS))
                .sslSocketFactory(trust.sockets(), trust.manager())
                .socketFactory(new NoDelaySockets())
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.writeTimeout())
                .addInterceptor(new SendOnce());
        settings.proxy()
                .ifPresent(proxy -> builder.proxy(new Proxy(
                        Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort()))));
        settings.proxyLogin().ifPresent(login -> builder.proxyAuthenticator(proxyAuthenticator(login)));
        return builder.build();
    }

    private static Authenticator proxyAuthenticator(HttpSettings.ProxyLogin login) {
        String basic = Credentials.basic(login.username(), login.password());
        return (route, response) -> {
            String tried = response.request().header("Proxy-Authorization");
            // OkHttp asks once before it connects, to save a round trip, and again after each refusal
            return basic.equals(tried)
                    ? null
                    : response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", basic)
                            .build();
        };
    }
}
