package io.mailswitch.graph.internal.wire;

import com.microsoft.graph.core.requests.middleware.GraphTelemetryHandler;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.http.middleware.RedirectHandler;
import com.microsoft.kiota.http.middleware.RetryHandler;
import io.mailswitch.AuthenticationException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.Secret;
import io.mailswitch.Stage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Graph. A request goes out once; only a 401, by which Graph says that it has not looked at it, makes it go out a second time with a
 * fresh token. Thread-safe.
 */
public final class GraphClient {
    private static final Logger LOG = LoggerFactory.getLogger(GraphClient.class);

    private final RequestFactory requests;
    private final Wire wire;
    private final InFlight inFlight = new InFlight();

    /**
     * Makes the client; no I/O.
     *
     * @param adapter signs requests and knows the base URL
     * @param http sends them
     * @param clock tells the time
     */
    public GraphClient(RequestAdapter adapter, OkHttpClient http, InstantSource clock) {
        requests = new RequestFactory(adapter);
        wire = new Wire(told(http), clock, inFlight);
    }

    /** The SDK's handlers in an application's client would wait where we tell, and follow with the mail in hand. */
    private static OkHttpClient told(OkHttpClient http) {
        OkHttpClient.Builder told = http.newBuilder().addInterceptor(new GraphTelemetryHandler());
        told.interceptors().removeIf(handler -> handler instanceof RetryHandler || handler instanceof RedirectHandler);
        return told.build();
    }

    /**
     * Asks.
     *
     * @param wanted the request
     * @param bound how long it may take in all; null for the client's own bound
     * @return the answer, whatever its status
     * @throws WireException when no answer came
     * @throws MailException when no token could be had, or the content could not be made
     */
    public Answer ask(GraphRequest wanted, @Nullable Duration bound) throws WireException {
        TokenSlip slip = new TokenSlip();
        Answer answer = once(wanted, slip, bound);
        if (answer.status() == 401 && !wanted.operation().toUploadUrl() && slip.refuse()) {
            Request again = another(wanted, slip);
            if (again != null && slip.isFresh()) {
                answer = once(wanted, again, bound);
            }
        }
        return answer;
    }

    /** Returns null where there is no other token: what Graph said of the old one tells more than that. */
    private @Nullable Request another(GraphRequest wanted, TokenSlip slip) {
        try {
            return request(wanted, slip);
        } catch (AuthenticationException e) {
            if (e.resend() != Resend.AFTER_SETUP || e.reply().isPresent()) {
                throw e;
            }
            LOG.warn("Graph refused the access token, and there is no other: {}", e.summary());
            return null;
        }
    }

    private Answer once(GraphRequest wanted, TokenSlip slip, @Nullable Duration bound) throws WireException {
        return once(wanted, request(wanted, slip), bound);
    }

    private Request request(GraphRequest wanted, TokenSlip slip) {
        try {
            return requests.make(wanted, slip, UUID.randomUUID().toString());
        } catch (AuthenticationException e) {
            // a source of tokens that is closed while one is waited for says so by this
            throw inFlight.isClosing() && e.getCause() instanceof IllegalStateException ? closed(e) : e;
        }
    }

    private static MailException closed(AuthenticationException e) {
        return new AuthenticationException(
                "the transport was closed while a token was waited for",
                Failure.at(Stage.TOKEN, "Send by a sender that is open.")
                        .resend(Resend.SAFE_LATER)
                        .origin(FailureOrigin.CALLER)
                        .build(),
                e.getCause());
    }

    private Answer once(GraphRequest wanted, Request request, @Nullable Duration bound) throws WireException {
        long start = System.nanoTime();
        Answer answer = wire.exchange(wanted.operation(), request, bound);
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{}: {} after {} ms",
                    wanted.operation(),
                    answer.reply(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
        return answer;
    }

    /**
     * Returns a token as a request would carry it.
     *
     * @return the token, or empty where the adapter signs by other means
     * @throws MailException when none can be had
     */
    public Optional<Secret> token() {
        Map<String, String> nobody = Map.of("user", "nobody", "folder", "none");
        Request request = request(GraphRequest.of(Operation.FIND_MESSAGE, nobody), new TokenSlip());
        return Optional.ofNullable(request.header("Authorization"))
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> Secret.of(value.substring("Bearer ".length())));
    }

    /**
     * Tells whether {@link #beginClosing} or {@link #close} was called.
     *
     * @return whether it was
     */
    public boolean isClosing() {
        return inFlight.isClosing();
    }

    /** Cancels what is under way; after it only what cleans up can be asked. */
    public void beginClosing() {
        inFlight.beginClosing();
    }

    /** Cancels what is under way and what comes later. */
    public void close() {
        inFlight.close();
    }
}
