package io.mailswitch.testkit;

import java.util.List;
import java.util.Optional;

/**
 * An HTTP request as a fake service saw it.
 *
 * @param stage what it asked for: the name of a {@link GraphStage} or {@link EntraStage}
 * @param connection the number of its connection, counted from 1 for each service
 * @param method such as {@code POST}
 * @param target path and query as sent
 * @param headers the header fields in order, {@code Authorization} included
 * @param bodyBytes how much of a body had come when it was answered
 * @param body the beginning of the body as UTF-8, as far as {@link FakeGraph#keepBodies(int)} asked for it; else empty
 * @param status what it was answered with; 0 while there is no answer, and for ever where a fault gave none
 */
public record ReceivedRequest(
        String stage,
        int connection,
        String method,
        String target,
        List<ReceivedHeader> headers,
        long bodyBytes,
        String body,
        int status) {

    /** Copies the headers. */
    public ReceivedRequest {
        headers = List.copyOf(headers);
    }

    /**
     * Returns the value of the first header field of a name.
     *
     * @param name the name, in any letter case
     * @return the value
     */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(ReceivedHeader::value)
                .findFirst();
    }

    /** Leaves the header fields out, since one holds the token. */
    @Override
    public String toString() {
        return stage + " by connection " + connection + ": " + method + " " + target + ", " + bodyBytes
                + " bytes, answered " + (status == 0 ? "not" : status);
    }
}
