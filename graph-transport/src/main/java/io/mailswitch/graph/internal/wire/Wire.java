package io.mailswitch.graph.internal.wire;

import io.mailswitch.Stage;
import io.mailswitch.TlsSession;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends one request, once, and reads its answer within bounds. Thread-safe. */
final class Wire {
    private static final int MAX_ERROR = 64 << 10;
    private static final long MAX_BODY = 8L << 20;

    /** More than the pool keeps. */
    private static final int MAX_STALE = 10;

    private final IdleConnections idle = new IdleConnections();
    private final OkHttpClient client;
    private final InstantSource clock;
    private final InFlight inFlight;

    Wire(OkHttpClient client, InstantSource clock, InFlight inFlight) {
        this.client = client.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .addNetworkInterceptor(idle)
                .addNetworkInterceptor(new SentOnce())
                .eventListenerFactory(call -> {
                    Progress progress = call.request().tag(Progress.class);
                    return progress == null ? EventListener.NONE : progress;
                })
                .build();
        this.clock = clock;
        this.inFlight = inFlight;
    }

    /**
     * Sends a request.
     *
     * @param bound how long it may take in all; null for the client's own bound
     * @throws WireException when no answer came
     * @throws RuntimeException what the content threw while it was written
     */
    Answer exchange(Operation operation, Request request, @Nullable Duration bound) throws WireException {
        for (int tries = 1; ; tries++) {
            try {
                return exchangeOnce(operation, request, bound);
            } catch (IdleConnections.StaleException e) {
                if (tries == MAX_STALE) {
                    throw new WireException(e, Reached.NOTHING, Stage.CONNECT, WireException.Cause.NETWORK);
                }
            }
        }
    }

    private Answer exchangeOnce(Operation operation, Request request, @Nullable Duration bound)
            throws WireException, IdleConnections.StaleException {
        Progress progress = new Progress(request, idle);
        Request.Builder tracked = request.newBuilder().tag(Progress.class, progress);
        if (request.body() != null && !(request.body() instanceof EmptyBody)) {
            tracked.method(request.method(), new TrackedBody(request.body(), progress));
        }
        Call call = client.newCall(tracked.build());
        if (bound != null) {
            call.timeout().timeout(bound.toNanos(), TimeUnit.NANOSECONDS);
        }
        InFlight.Entry entry = inFlight.enter(call, operation.cleansUp());
        try (Response response = call.execute()) {
            return read(operation, response, progress);
        } catch (TrackedBody.ContentFailure e) {
            throw e.failure();
        } catch (IdleConnections.StaleException e) {
            throw e;
        } catch (IOException e) {
            WireException.Cause why = entry.endedBy();
            if (why == WireException.Cause.NETWORK && Thread.currentThread().isInterrupted()) {
                why = WireException.Cause.INTERRUPTED;
            }
            throw new WireException(e, progress.reached(), progress.connecting(), why);
        } finally {
            inFlight.leave(entry);
        }
    }

    private Answer read(Operation operation, Response response, Progress progress) throws IOException {
        // the yes to a probe is an error of its own
        boolean accepted = operation.accepts(response.code()) && response.isSuccessful();
        boolean fields = hasFields(operation, response.code());
        ErrorBody error = accepted || fields ? null : ErrorBody.parse(errorText(response));
        String requestId = ErrorBody.id(response.header("request-id"));
        if (requestId == null && error != null) {
            requestId = error.requestId();
        }
        String sent = response.request().header("client-request-id");
        // most answers have neither; what reads them takes longer to load than the answer to read
        String reason = response.message().isEmpty() ? "" : Texts.safe(response.message());
        String retryAfter = response.header("Retry-After");
        Duration pause = retryAfter == null
                ? null
                : RetryAfter.parse(retryAfter, response.header("Date"), clock.instant())
                        .orElse(null);
        return new Answer(
                response.code(),
                reason,
                requestId,
                sent == null ? "" : sent,
                pause,
                error,
                fields ? fields(response) : AnswerFields.NONE,
                progress.reached() == Reached.WHOLE,
                tls(response.handshake()));
    }

    private static boolean hasFields(Operation operation, int status) {
        return switch (operation) {
            case CREATE_DRAFT, OPEN_UPLOAD, LOOK_AT_DRAFT, FIND_MESSAGE -> operation.accepts(status);
            case UPLOAD_SLICE -> status == 200;
            case PROBE_DRAFTING -> status == 201;
            default -> false;
        };
    }

    private static AnswerFields fields(Response response) throws IOException {
        try (InputStream body = bounded(response)) {
            return AnswerFields.read(new InputStreamReader(body, StandardCharsets.UTF_8));
        }
    }

    private static InputStream bounded(Response response) {
        InputStream body = response.body() == null
                ? InputStream.nullInputStream()
                : response.body().byteStream();
        return new FilterInputStream(body) {
            private long left = MAX_BODY;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = in.read(buffer, offset, (int) Math.min(length, left + 1));
                left -= Math.max(count, 0);
                if (left < 0) {
                    throw new IOException("the answer is longer than " + MAX_BODY + " octets");
                }
                return count;
            }
        };
    }

    /** Reads the beginning of an error; one that breaks off is read as far as it came. */
    private static String errorText(Response response) {
        if (response.body() == null) {
            return "";
        }
        byte[] text = new byte[MAX_ERROR];
        int count = 0;
        try (InputStream body = response.body().byteStream()) {
            int read = 0;
            while (read >= 0 && count < text.length) {
                count += read;
                read = body.read(text, count, text.length - count);
            }
        } catch (IOException e) {
            // the status says enough
        }
        return new String(text, 0, count, StandardCharsets.UTF_8);
    }

    private static @Nullable TlsSession tls(@Nullable Handshake handshake) {
        return handshake == null
                ? null
                : new TlsSession(
                        handshake.tlsVersion().javaName(),
                        handshake.cipherSuite().javaName());
    }
}
