package io.mailswitch.testkit.internal.http;

import java.io.IOException;

/** The client broke the grammar of HTTP/1.1; answered with 400 and the end of the connection. */
public final class BadRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    BadRequestException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
