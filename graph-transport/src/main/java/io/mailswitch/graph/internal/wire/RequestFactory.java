package io.mailswitch.graph.internal.wire;

import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import io.mailswitch.AuthenticationException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Makes signed HTTP requests. The SDK's adapter signs, encodes the URL and traces; the body is put in by us, since the adapter's own can
 * be sent twice. What it made of a request that comes again and again, the sending for a mailbox, is kept where only the token changes: to
 * expand the same template for each mail takes as long as to send it.
 */
final class RequestFactory {
    private static final String AUTHORIZATION = "Authorization";
    private static final String REQUEST_ID = "client-request-id";
    private static final RequestBody EMPTY = new EmptyBody();
    private static final int MAX_CAUSES = 20;

    /** Mailboxes, in case an application sends for many. */
    private static final int MAX_KEPT = 256;

    private final RequestAdapter adapter;
    private final @Nullable TokenAuthentication ours;
    /** By the parameters, which tell sendings apart before they are signed. */
    private final Map<Map<String, String>, Kept> kept = new ConcurrentHashMap<>();

    /** What the adapter made, without its signature and its id. */
    private record Kept(HttpUrl url, Headers headers) {}

    RequestFactory(RequestAdapter adapter) {
        this.adapter = adapter;
        this.ours = adapter instanceof TokenAdapter own ? own.authentication() : null;
    }

    Request make(GraphRequest wanted, TokenSlip slip, String clientRequestId) {
        return wanted.uploadUrl() == null
                ? toGraph(wanted, slip, clientRequestId)
                : toUploadUrl(wanted, wanted.uploadUrl(), clientRequestId);
    }

    private Request toGraph(GraphRequest wanted, TokenSlip slip, String clientRequestId) {
        if (ours == null || wanted.operation() != Operation.SEND_MAIL) {
            return byAdapter(wanted, slip, clientRequestId);
        }
        Kept known = kept.get(wanted.parameters());
        if (known != null) {
            return new Request.Builder()
                    .url(known.url())
                    .headers(known.headers())
                    .header(REQUEST_ID, clientRequestId)
                    .header(AUTHORIZATION, signature(ours, slip))
                    .method(wanted.operation().method().name(), body(wanted))
                    .build();
        }
        Request made = byAdapter(wanted, slip, clientRequestId);
        if (kept.size() >= MAX_KEPT) {
            kept.clear();
        }
        Headers lasting = made.headers()
                .newBuilder()
                .removeAll(AUTHORIZATION)
                .removeAll(REQUEST_ID)
                .build();
        kept.put(wanted.parameters(), new Kept(made.url(), lasting));
        return made;
    }

    private static String signature(TokenAuthentication ours, TokenSlip slip) {
        try {
            return ours.value(slip);
        } catch (MailException e) {
            throw e;
        } catch (RuntimeException e) {
            throw notSigned(e);
        }
    }

    private Request byAdapter(GraphRequest wanted, TokenSlip slip, String clientRequestId) {
        Operation operation = wanted.operation();
        Map<String, Object> parameters = new HashMap<>(wanted.parameters());
        parameters.put("baseurl", adapter.getBaseUrl());
        RequestInformation information = new RequestInformation(operation.method(), operation.template(), parameters);
        information.headers.add("Accept", "application/json");
        information.headers.add("User-Agent", UserAgent.TEXT);
        information.headers.add(REQUEST_ID, clientRequestId);
        information.headers.add("return-client-request-id", "true");
        // ids that survive the move of a sent draft to Sent Items; an id of the other kind would not be found, so: on
        // every request
        information.headers.add("Prefer", "IdType=\"ImmutableId\"");
        information.addRequestOptions(List.of(slip));
        Object request = sign(information);
        if (!(request instanceof Request signed)) {
            throw new IllegalArgumentException(
                    "the request adapter makes " + request.getClass().getName() + ", not requests of OkHttp");
        }
        return signed.newBuilder().method(signed.method(), body(wanted)).build();
    }

    /** Whatever the source of tokens or the application's adapter throws: callers catch one family of errors. */
    private Object sign(RequestInformation information) {
        try {
            return adapter.convertToNativeRequest(information);
        } catch (MailException e) {
            throw e;
        } catch (RuntimeException e) {
            throw notSigned(e);
        }
    }

    private static AuthenticationException notSigned(RuntimeException cause) {
        Throwable root = cause;
        for (int depth = 0; root.getCause() != null && depth < MAX_CAUSES; depth++) {
            root = root.getCause();
        }
        boolean network = root instanceof IOException;
        return new AuthenticationException(
                "the request to Graph could not be signed (" + root.getClass().getSimpleName() + ")",
                Failure.at(
                                Stage.TOKEN,
                                "The cause of this exception says why: the application's own source of tokens, or its request adapter,"
                                        + " failed.")
                        .resend(network ? Resend.SAFE_LATER : Resend.AFTER_SETUP)
                        .origin(network ? FailureOrigin.TRANSPORT : FailureOrigin.SETUP)
                        .build(),
                cause);
    }

    private static Request toUploadUrl(GraphRequest wanted, String url, String clientRequestId) {
        Request.Builder builder = new Request.Builder()
                .url(url)
                .method(wanted.operation().method().name(), body(wanted))
                .header("User-Agent", UserAgent.TEXT)
                .header(REQUEST_ID, clientRequestId);
        wanted.parameters().forEach(builder::header);
        return builder.build();
    }

    private static @Nullable RequestBody body(GraphRequest wanted) {
        if (wanted.body() != null) {
            return wanted.body().get();
        }
        return switch (wanted.operation().method()) {
            case POST, PUT, PATCH -> EMPTY;
            default -> null;
        };
    }
}
