package io.mailswitch.graph.internal.wire;

import io.mailswitch.Reply;
import io.mailswitch.TlsSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Graph answered.
 *
 * @param status the HTTP status
 * @param reason the reason phrase, or empty
 * @param requestId Graph's id of the request; null where it gave none
 * @param clientRequestId our id of the request
 * @param retryAfter how long Graph asks to wait; null where it does not
 * @param error what the body says of an error; null for a success that was hoped for
 * @param fields what the body says otherwise
 * @param wholeRequest whether all of the request had left when the answer came
 * @param tls how the connection was encrypted; null without TLS
 */
public record Answer(
        int status,
        String reason,
        @Nullable String requestId,
        String clientRequestId,
        @Nullable Duration retryAfter,
        @Nullable ErrorBody error,
        AnswerFields fields,
        boolean wholeRequest,
        @Nullable TlsSession tls) {

    /**
     * Tells whether this is a yes.
     *
     * @param operation what was asked
     * @return true for the status that says so, and only when the whole request had left by then
     */
    public boolean isYes(Operation operation) {
        return operation.accepts(status) && wholeRequest;
    }

    /**
     * Returns the answer as receipts and exceptions hold it: message first, then the two ids that Microsoft's support asks for.
     *
     * @return the reply
     */
    public Reply reply() {
        List<String> lines = new ArrayList<>();
        String message = error == null || error.message().isEmpty() ? reason : error.message();
        if (!message.isEmpty()) {
            lines.add(message);
        }
        if (requestId != null) {
            lines.add("(request-id " + requestId + ", client-request-id " + clientRequestId + ')');
        } else {
            lines.add("(client-request-id " + clientRequestId + ')');
        }
        return new Reply(status, null, error == null ? null : error.code(), lines);
    }
}
