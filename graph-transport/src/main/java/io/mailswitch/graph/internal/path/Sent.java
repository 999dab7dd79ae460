package io.mailswitch.graph.internal.path;

import io.mailswitch.Reply;
import io.mailswitch.TlsSession;
import io.mailswitch.graph.internal.wire.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message is on its way.
 *
 * @param reply the answer that says so
 * @param requestId Graph's id of the request that sent it; null where it gave none
 * @param tls how the connection was encrypted
 * @param notes what is worth knowing about it, a sentence each
 */
public record Sent(
        Reply reply, @Nullable String requestId, @Nullable TlsSession tls, List<String> notes) {
    static Sent by(Answer answer) {
        return new Sent(answer.reply(), answer.requestId(), answer.tls(), List.of());
    }

    static Sent foundBy(Answer answer, String note) {
        return new Sent(answer.reply(), answer.requestId(), answer.tls(), List.of(note));
    }
}
