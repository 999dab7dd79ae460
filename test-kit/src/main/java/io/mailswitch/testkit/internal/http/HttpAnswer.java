package io.mailswitch.testkit.internal.http;

import java.time.Duration;

/** What happens on the wire in answer to a request: a response, or something worse. */
public sealed interface HttpAnswer {

    /**
     * A response, as a good server gives it.
     *
     * @param response what
     */
    record Respond(HttpResponse response) implements HttpAnswer {}

    /**
     * An answer, later.
     *
     * @param time how much later
     * @param answer what
     */
    record Later(Duration time, HttpAnswer answer) implements HttpAnswer {}

    /**
     * A response whose body comes a byte at a time.
     *
     * @param response what
     * @param interval the pause before each byte
     */
    record Trickle(HttpResponse response, Duration interval) implements HttpAnswer {}

    /**
     * The beginning of a response, and the end of the connection.
     *
     * @param response what
     * @param bodyBytes how much of its body
     */
    record Cut(HttpResponse response, int bodyBytes) implements HttpAnswer {}

    /**
     * A response, and then the end of the connection, which it does not announce.
     *
     * @param response what
     */
    record RespondThenClose(HttpResponse response) implements HttpAnswer {}

    /**
     * Bytes that need not be HTTP, and the end of the connection.
     *
     * @param latin1 a byte for each character
     */
    record Raw(String latin1) implements HttpAnswer {}

    /** The ways to end, or to hang, without a response. */
    enum Break implements HttpAnswer {
        /** The connection is closed without TLS's farewell. */
        DROP,
        /** The connection is closed with TLS's farewell. */
        CLOSE,
        /** The connection is reset. */
        RESET,
        /** Nothing more is ever sent; the connection stays open. */
        STALL
    }
}
