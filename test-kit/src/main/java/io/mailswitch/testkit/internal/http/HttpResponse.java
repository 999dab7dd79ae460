package io.mailswitch.testkit.internal.http;

import java.nio.charset.StandardCharsets;

/** What a handler answers. Immutable. */
public final class HttpResponse {
    private final int status;
    private final Headers headers;
    private final byte[] body;

    private HttpResponse(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Answers without content.
     *
     * @param status such as 202
     * @return the response
     */
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Headers.none(), new byte[0]);
    }

    /**
     * Answers with a text.
     *
     * @param status such as 502
     * @param contentType such as {@code text/html}
     * @param text the content, sent as UTF-8
     * @return the response
     */
    public static HttpResponse text(int status, String contentType, String text) {
        return new HttpResponse(
                status, Headers.none().with("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a header field.
     *
     * @param name its name
     * @param value its value
     * @return a changed copy
     */
    public HttpResponse with(String name, String value) {
        return new HttpResponse(status, headers.with(name, value), body);
    }

    /**
     * Returns the status.
     *
     * @return such as 202
     */
    public int status() {
        return status;
    }

    /**
     * Returns the header fields.
     *
     * @return those beside {@code Content-Length} and {@code Date}
     */
    public Headers headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return status + " with " + body.length + " bytes";
    }
}
