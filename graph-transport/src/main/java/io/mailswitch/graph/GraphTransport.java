package io.mailswitch.graph;

import com.microsoft.kiota.RequestAdapter;
import io.mailswitch.CheckReport;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.entra.http.SharedHttpClient;
import io.mailswitch.graph.internal.GraphEngine;
import io.mailswitch.graph.internal.path.GraphLimits;
import io.mailswitch.graph.internal.wire.TokenAdapter;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * Hands mail to Exchange Online through Microsoft Graph. A message that fits into one request goes as MIME, a larger one as a draft to which
 * its files are uploaded; one that shall leave no copy in Sent Items goes as JSON. No request that sends goes out twice, except after a 401,
 * by which Graph says that it did not look at it. Thread-safe.
 */
public final class GraphTransport implements Transport {
    private final GraphEngine engine;

    private GraphTransport(GraphEngine engine) {
        this.engine = engine;
    }

    /**
     * Opens the transport. No I/O.
     *
     * @param config how mail is sent
     * @param context must have a source of tokens, which the transport does not close
     * @return the transport; the caller closes it
     * @throws IllegalArgumentException when the context has no source of tokens
     */
    public static GraphTransport open(GraphConfig config, TransportContext context) {
        TokenSource tokens = context.tokenSource()
                .orElseThrow(() -> new IllegalArgumentException("Graph needs a source of access tokens"));
        SharedHttpClient http = SharedHttpClient.open(config.http());
        RequestAdapter adapter =
                TokenAdapter.of(tokens, config.scope(), config.baseUrl().toString(), http.client());
        return new GraphTransport(new GraphEngine(
                config,
                new GraphEngine.Parts(
                        adapter,
                        config.scope(),
                        http.client(),
                        context.clock(),
                        Ticker.SYSTEM,
                        GraphLimits.SERVICE,
                        http::close)));
    }

    /**
     * Opens the transport over the request adapter that an application has already, such as that of its {@code GraphServiceClient}
     * ({@code getRequestAdapter()}). Its authentication and base URL are used; requests go out by the transport's own HTTP client, since that
     * of the adapter may send a mail twice. A token that Graph refuses is not renewed: the adapter cannot be told to.
     *
     * @param adapter signs requests; must be made for OkHttp, and its base URL https
     * @param config how mail is sent; its base URL and scope play no part
     * @return the transport; the caller closes it, which does nothing to the adapter
     * @throws IllegalArgumentException when the adapter's base URL is not https
     */
    public static GraphTransport over(RequestAdapter adapter, GraphConfig config) {
        SharedHttpClient http = SharedHttpClient.open(config.http());
        try {
            return over(adapter, http.client(), config, http::close);
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /**
     * Opens the transport over the request adapter and HTTP client that an application has already, for a proxy or trust that settings
     * cannot say. Interceptors of the client stay; redirects are not followed and bodies are sent once, whatever it would do by itself.
     *
     * @param adapter as above
     * @param http sends requests; not closed by the transport
     * @param config how mail is sent; its base URL, scope and HTTP settings play no part
     * @return the transport; the caller closes it
     * @throws IllegalArgumentException when the adapter's base URL is not https
     */
    public static GraphTransport over(RequestAdapter adapter, OkHttpClient http, GraphConfig config) {
        return over(adapter, http, config, () -> {});
    }

    private static GraphTransport over(
            RequestAdapter adapter, OkHttpClient http, GraphConfig config, Runnable onClose) {
        String url = Objects.requireNonNull(adapter.getBaseUrl(), "base URL");
        if (!"https".equalsIgnoreCase(URI.create(url).getScheme())) {
            throw new IllegalArgumentException("the adapter's base URL is not https: " + url);
        }
        return new GraphTransport(new GraphEngine(
                config,
                new GraphEngine.Parts(
                        adapter, null, http, InstantSource.system(), Ticker.SYSTEM, GraphLimits.SERVICE, onClose)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws MailException when the message was not accepted, or nobody knows
     */
    @Override
    public SendReceipt submit(Submission submission) {
        return engine.submit(submission);
    }

    @Override
    public TransportCapabilities capabilities() {
        return engine.capabilities();
    }

    /**
     * Names the configured mailbox, else the author of the message. It counts as one of Exchange Online unless Graph is at a loopback address,
     * where only a stand-in for tests can be; at once go as many messages as {@link GraphConfig#maxConcurrent()}.
     */
    @Override
    public Optional<SendingMailbox> mailbox(Submission submission) {
        return engine.mailbox(submission);
    }

    /**
     * Obtains a token and shows what it says, and asks for things that Graph must refuse as impossible, to learn whether they would be
     * allowed. Nothing is sent and nothing is left behind.
     */
    @Override
    public CheckReport check() {
        return engine.check();
    }

    /**
     * Cancels what is in flight, waits up to 10 seconds until drafts that were not sent are deleted, and gives up its connections. May be
     * called again without effect.
     */
    @Override
    public void close() {
        engine.close();
    }
}
