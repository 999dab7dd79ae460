package io.mailswitch.graph.internal.wire;

import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Makes signed HTTP requests. The SDK's adapter signs, encodes the URL and traces; the body is put in by us, since the adapter's own can
 * be sent twice.
 */
final class RequestFactory {
    private static final RequestBody EMPTY = new EmptyBody();

    private final RequestAdapter adapter;

    RequestFactory(RequestAdapter adapter) {
        this.adapter = adapter;
    }

    Request make(GraphRequest wanted, TokenSlip slip, String clientRequestId) {
        return wanted.uploadUrl() == null
                ? toGraph(wanted, slip, clientRequestId)
                : toUploadUrl(wanted, wanted.uploadUrl(), clientRequestId);
    }

    private Request toGraph(GraphRequest wanted, TokenSlip slip, String clientRequestId) {
        Operation operation = wanted.operation();
        Map<String, Object> parameters = new HashMap<>(wanted.parameters());
        parameters.put("baseurl", adapter.getBaseUrl());
        RequestInformation information = new RequestInformation(operation.method(), operation.template(), parameters);
        information.headers.add("Accept", "application/json");
        information.headers.add("User-Agent", UserAgent.TEXT);
        information.headers.add("client-request-id", clientRequestId);
        information.headers.add("return-client-request-id", "true");
        // ids that survive the move of a sent draft to Sent Items; an id of the other kind would not be found, so: on
        // every request
        information.headers.add("Prefer", "IdType=\"ImmutableId\"");
        information.addRequestOptions(List.of(slip));
        Object request = adapter.convertToNativeRequest(information);
        if (!(request instanceof Request signed)) {
            throw new IllegalArgumentException(
                    "the request adapter makes " + request.getClass().getName() + ", not requests of OkHttp");
        }
        return signed.newBuilder().method(signed.method(), body(wanted)).build();
    }

    private static Request toUploadUrl(GraphRequest wanted, String url, String clientRequestId) {
        Request.Builder builder = new Request.Builder()
                .url(url)
                .method(wanted.operation().method().name(), body(wanted))
                .header("User-Agent", UserAgent.TEXT)
                .header("client-request-id", clientRequestId);
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
