package io.mailswitch.moduletests.chaos;

import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphFault;
import io.mailswitch.testkit.GraphStage;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** Faults of Graph in the request that sends one message. */
enum GraphChaos {
    ACCEPTED_504(30, true, fault -> fault.accepted().status(504)),
    ACCEPTED_500(10, true, fault -> fault.accepted()
            .error(500, "ErrorInternalServerError", "An internal server error occurred.")),
    ACCEPTED_REPLY_LOST(20, true, GraphFault::acceptThenDrop),
    ACCEPTED_REPLY_RESET(10, true, fault -> fault.accepted().reset()),
    ACCEPTED_200(10, true, fault -> fault.accepted().status(200)),
    ACCEPTED_STALL(1, true, fault -> fault.accepted().stall()),
    ACCEPTED_REPLY_CUT(10, true, fault -> fault.accepted().cut(502, "text/html", "<html>bad gateway</html>", 5)),
    GATEWAY_TIMEOUT(15, true, fault -> fault.status(504)),
    BAD_GATEWAY(10, true, fault -> fault.answer(502, "text/html", "<html>bad gateway</html>")),
    SERVER_BUSY(
            10,
            true,
            fault -> fault.error(503, "ErrorServerBusy", "The server cannot service this request right now.")),
    DROPPED(15, true, GraphFault::drop),
    CLOSED(10, true, GraphFault::close),
    DROPPED_IN_BODY(15, true, fault -> fault.afterBytes(200).reset()),
    STALLED(1, true, GraphFault::stall),
    THROTTLED(
            25,
            false,
            fault -> fault.error(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.")),
    THROTTLED_WITH_PAUSE(3, false, fault -> fault.retryAfter(Duration.ofSeconds(1))
            .error(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.")),
    TOKEN_REFUSED(10, false, fault -> fault.error(401, "InvalidAuthenticationToken", "Lifetime validation failed.")),
    DENIED(8, false, fault -> fault.error(403, "ErrorAccessDenied", "Access is denied.")),
    BAD_RECIPIENT(
            5, false, fault -> fault.error(400, "ErrorInvalidRecipients", "At least one recipient is not valid.")),
    REDIRECTED(5, false, fault -> fault.redirect(307, URI.create("https://localhost:1/elsewhere"))),
    YES_WITH_PAUSE(5, false, fault -> fault.retryAfter(Duration.ofSeconds(1)).answerNormally()),
    YES_THEN_CLOSED(15, false, GraphFault::answerThenClose),
    SLOW_YES(10, false, fault -> fault.delay(Duration.ofMillis(60)));

    private final int weight;
    private final boolean ambiguous;

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
    private final Consumer<GraphFault> effect;

    GraphChaos(int weight, boolean ambiguous, Consumer<GraphFault> effect) {
        this.weight = weight;
        this.ambiguous = ambiguous;
        this.effect = effect;
    }

    int weight() {
        return weight;
    }

    /** Tells whether the client cannot know what became of the message. */
    boolean isAmbiguous() {
        return ambiguous;
    }

    void order(FakeGraph server, GraphStage stage, String mailbox, int times) {
        effect.accept(server.at(stage).forMailbox(mailbox).times(times));
    }
}
