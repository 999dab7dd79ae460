package io.mailswitch.graph.internal.path;

import io.mailswitch.MailException;
import io.mailswitch.graph.internal.failure.ErrorTable;
import io.mailswitch.graph.internal.failure.Failures;
import io.mailswitch.graph.internal.failure.Verdict;
import io.mailswitch.graph.internal.failure.WireFailures;
import io.mailswitch.graph.internal.limit.Pass;
import io.mailswitch.graph.internal.limit.TurnException;
import io.mailswitch.graph.internal.wire.Answer;
import io.mailswitch.graph.internal.wire.GraphClient;
import io.mailswitch.graph.internal.wire.GraphRequest;
import io.mailswitch.graph.internal.wire.Operation;
import io.mailswitch.graph.internal.wire.WireException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** One message's dealings with its mailbox: asks Graph, and passes on each pause that Graph asks for. Not thread-safe. */
public final class MailboxSession {
    private static final int MAX_TRIES = 5;

    private final GraphClient client;
    private final Pass pass;
    private final String mailbox;
    private final Duration patience;

    /**
     * Makes a session.
     *
     * @param client asks
     * @param pass the right to send for the mailbox
     * @param mailbox its address
     * @param patience the longest pause that is waited for in the middle of a message
     */
    public MailboxSession(GraphClient client, Pass pass, String mailbox, Duration patience) {
        this.client = client;
        this.pass = pass;
        this.mailbox = mailbox;
        this.patience = patience;
    }

    Pass pass() {
        return pass;
    }

    boolean isClosing() {
        return client.isClosing();
    }

    /**
     * Asks about the mailbox and takes only yes for an answer. A step that sends nothing and that Graph throttles is asked again after the
     * pause, since giving it up would throw away what was uploaded.
     *
     * @param operation what is asked
     * @param parameters names and values of the path and query, beside the mailbox
     * @param body makes the body; null for none
     * @return the answer
     * @throws MailException for anything but yes
     */
    public Answer require(Operation operation, Map<String, String> parameters, @Nullable Supplier<RequestBody> body) {
        return require(request(operation, parameters, body));
    }

    private Answer require(GraphRequest request) {
        Answer answer = patiently(request);
        if (answer.isYes(request.operation())) {
            return answer;
        }
        throw Failures.of(request.operation(), answer);
    }

    /** Asks, and again after each pause that Graph asks for, unless the request sends. */
    Answer patiently(GraphRequest request) {
        for (int tries = 1; ; tries++) {
            Answer answer = ask(request, null);
            boolean done =
                    answer.isYes(request.operation()) || request.operation().sends();
            if (done || tries == MAX_TRIES || !waitedOut(answer)) {
                return answer;
            }
        }
    }

    /** Tells whether the answer was a pause, and the pause is over. */
    boolean waitedOut(Answer answer) {
        if (answer.retryAfter() == null || ErrorTable.of(answer).verdict() != Verdict.LATER) {
            return false;
        }
        try {
            pass.awaitRest(patience);
            return true;
        } catch (TurnException e) {
            if (e.why() == TurnException.Why.RESTING) {
                return false;
            }
            throw Failures.of(e);
        }
    }

    /**
     * Asks about the mailbox.
     *
     * @param operation what is asked
     * @param parameters names and values of the path and query, beside the mailbox
     * @param body makes the body; null for none
     * @param bound how long it may take; null for as long as any request
     * @return the answer, whatever it says
     * @throws MailException when none came
     */
    public Answer ask(
            Operation operation,
            Map<String, String> parameters,
            @Nullable Supplier<RequestBody> body,
            @Nullable Duration bound) {
        return ask(request(operation, parameters, body), bound);
    }

    Answer ask(GraphRequest request, @Nullable Duration bound) {
        try {
            Answer answer = client.ask(request, bound);
            if (answer.retryAfter() != null) {
                pass.rest(answer.retryAfter());
            }
            return answer;
        } catch (WireException e) {
            throw WireFailures.of(request.operation(), e);
        }
    }

    private GraphRequest request(
            Operation operation, Map<String, String> parameters, @Nullable Supplier<RequestBody> body) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("user", mailbox);
        return body == null ? GraphRequest.of(operation, all) : GraphRequest.of(operation, all, body);
    }
}
