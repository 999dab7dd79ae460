package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.http.HttpResponse;

/** A request is refused. */
final class GraphException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String text;

    GraphException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
        this.text = message;
    }

    static GraphException badRequest(String message) {
        return new GraphException(400, "BadRequest", message);
    }

    static GraphException accessDenied() {
        return new GraphException(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    static GraphException notFound() {
        return new GraphException(
                404,
                "ErrorItemNotFound",
                "The specified object was not found in the store., The process failed to get the correct properties.");
    }

    HttpResponse response() {
        return GraphErrors.response(status, code, text);
    }
}
