package io.mailswitch.testkit.internal.http;

import java.nio.charset.StandardCharsets;

/**
 * What a handler answers.
 *
 * @param status such as 202
 * @param headers fields beside {@code Content-Length} and {@code Date}
 * @param body the content, may be empty
 */
public record HttpResponse(int status, Headers headers, byte[] body) {
    /** Copies the body. */
    public HttpResponse {
        body = body.clone();
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
                status,
                Headers.none().with("Content-Type", contentType),
                text.getBytes(StandardCharsets.UTF_8));
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

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return status + " with " + body.length + " bytes";
    }
}
