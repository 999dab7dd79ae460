package io.mailswitch.graph.internal.wire;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * A request before it is signed and sent; the same one can be made again with another token.
 *
 * @param operation what is asked
 * @param parameters the values of the path and the query, not yet encoded; for an upload the headers
 * @param uploadUrl where an upload goes, word for word as Graph gave it; null for all else
 * @param body makes the body, anew for each try; null for none
 */
public record GraphRequest(
        Operation operation,
        Map<String, String> parameters,
        @Nullable String uploadUrl,
        @Nullable Supplier<RequestBody> body) {
    /** Checks that an upload, and only an upload, has its URL. */
    public GraphRequest {
        parameters = Map.copyOf(parameters);
        if (operation.toUploadUrl() != (uploadUrl != null)) {
            throw new IllegalArgumentException(
                    operation + (uploadUrl == null ? " without" : " with") + " an upload URL");
        }
    }

    /**
     * Makes a request to Graph without a body.
     *
     * @param operation what is asked
     * @param parameters the values of the path and the query, not yet encoded
     * @return the request
     */
    public static GraphRequest of(Operation operation, Map<String, String> parameters) {
        return new GraphRequest(operation, parameters, null, null);
    }

    /**
     * Makes a request to Graph.
     *
     * @param operation what is asked
     * @param parameters the values of the path and the query, not yet encoded
     * @param body makes the body, anew for each try
     * @return the request
     */
    public static GraphRequest of(Operation operation, Map<String, String> parameters, Supplier<RequestBody> body) {
        return new GraphRequest(operation, parameters, null, Objects.requireNonNull(body, "body"));
    }

    /**
     * Makes a request to an upload URL, which must never see our token.
     *
     * @param operation what is asked
     * @param uploadUrl word for word as Graph gave it
     * @param headers further headers
     * @param body makes the body; null for none
     * @return the request
     */
    public static GraphRequest upload(
            Operation operation, String uploadUrl, Map<String, String> headers, @Nullable Supplier<RequestBody> body) {
        return new GraphRequest(operation, headers, uploadUrl, body);
    }

    /** Returns what is asked, without the upload URL, which carries a token, and without addresses. */
    @Override
    public String toString() {
        return "GraphRequest[" + operation + ']';
    }
}
