package io.mailswitch.testkit.contract;

import static io.mailswitch.testkit.contract.Attempt.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection may break anywhere; what is known about the message afterwards is told truly, and the next one is sent. */
public interface BreakageContract extends ContractSubject {

    /**
     * Combines every point with every way to break.
     *
     * @return the arguments of {@link #brokenConnectionIsToldTruly}
     */
    static Stream<Arguments> breakages() {
        return Arrays.stream(BreakPoint.values())
                .flatMap(point -> Arrays.stream(Breakage.values()).map(breakage -> Arguments.of(point, breakage)));
    }

    /**
     * Before the last byte of the content nobody has the message; after it nobody knows.
     *
     * @param point where the connection breaks
     * @param breakage how
     */
    @ParameterizedTest
    @MethodSource("io.mailswitch.testkit.contract.BreakageContract#breakages")
    default void brokenConnectionIsToldTruly(BreakPoint point, Breakage breakage) {
        assumeTrue(server().breakPoints().contains(point), () -> "the protocol has a point " + point);
        server().breakAt(point, breakage);
        try (Transport transport = openFor(breakage)) {
            Submission submission = point == BreakPoint.CONTENT
                    ? ContractMessage.ofBytes(server().bytesThatOutgrowBuffers(), BOB)
                    : ContractMessage.to(BOB);

            MailException failure = Attempt.fails(transport, submission);

            assertThat(server().mailbox().all()).as("mails that arrived").isEmpty();
            if (point == BreakPoint.FINAL_ANSWER) {
                assertThat(failure.outcome()).as("outcome of %s", failure).isEqualTo(Outcome.UNKNOWN);
                assertThat(failure.stage()).isEqualTo(Stage.FINAL_REPLY);
            } else if (point != BreakPoint.CONTENT
                    || breakage != Breakage.HALF_CLOSE) { // there it reads all, and may answer yet
                assertThat(failure.outcome()).as("outcome of %s", failure).isEqualTo(Outcome.NOT_ACCEPTED);
                assertThat(failure.resend()).isIn(Resend.SAFE_LATER, Resend.AFTER_SETUP);
                assertThat(failure.stage()).isLessThan(Stage.FINAL_REPLY);
            }
            Attempt.arrives(server(), transport);
        }
    }

    /**
     * A message whose answer is lost is in the mailbox once: nothing is sent again behind the caller's back.
     *
     * @param breakage how the connection breaks
     */
    @ParameterizedTest
    @EnumSource(Breakage.class)
    default void lostFinalAnswerLeavesOutcomeUnknown(Breakage breakage) {
        server().acceptThenBreak(breakage);
        try (Transport transport = openFor(breakage)) {
            MailException failure = Attempt.fails(transport, ContractMessage.to(BOB));

            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.resend()).isEqualTo(Resend.MAY_DUPLICATE);
            assertThat(failure.stage()).isEqualTo(Stage.FINAL_REPLY);
            assertThat(server().mailbox().size()).isEqualTo(1);
            Attempt.arrives(server(), transport);
        }
        assertThat(server().mailbox().size()).isEqualTo(2);
    }

    /** An answer that the protocol does not know is no receipt. */
    @Test
    default void nonsenseForAFinalAnswerLeavesOutcomeUnknown() {
        server().answerContentWithNonsense();
        try (Transport transport = open()) {
            MailException failure = Attempt.fails(transport, ContractMessage.to(BOB));

            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            Attempt.arrives(server(), transport);
        }
    }

    /** A server that is not there may be there later. */
    @Test
    default void unreachableServerIsSafeLater() {
        server().stopListening();
        try (Transport transport = open()) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB));

            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(failure.stage()).isEqualTo(Stage.CONNECT);
            server().listenAgain();
            Attempt.arrives(server(), transport);
        }
    }

    /** A connection that the server has dropped between two messages is replaced without a word. */
    @Test
    default void connectionDroppedWhileIdleIsReplaced() {
        try (Transport transport = open()) {
            Attempt.arrives(server(), transport);
            server().dropConnections();
            assertThat(server().awaitNoConnection(Attempt.SOON)).isTrue();
            Attempt.arrives(server(), transport);
        }
    }

    private Transport openFor(Breakage breakage) {
        return open(breakage == Breakage.STALL ? Attempt.IMPATIENT : Attempt.PATIENT, Map.of(), null);
    }
}
