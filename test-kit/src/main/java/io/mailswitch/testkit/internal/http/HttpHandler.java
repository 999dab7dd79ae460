package io.mailswitch.testkit.internal.http;

import java.io.IOException;

/** Answers requests, each on the thread of its connection. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Answers a request. What it leaves of the body is read and dropped before a response is sent.
     *
     * @param request the request, its body unread
     * @return what happens on the wire
     * @throws IOException if the client goes away
     */
    HttpAnswer handle(HttpRequest request) throws IOException;
}
