package io.mailswitch.internal.policy;

import static io.mailswitch.internal.policy.Fixtures.busy;
import static io.mailswitch.internal.policy.Fixtures.failover;
import static io.mailswitch.internal.policy.Fixtures.message;
import static io.mailswitch.internal.policy.Fixtures.messageWithHeader;
import static io.mailswitch.internal.policy.Fixtures.refused;
import static io.mailswitch.internal.policy.Fixtures.unknown;
import static io.mailswitch.internal.policy.Fixtures.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.CheckReport;
import io.mailswitch.CheckReport.Finding;
import io.mailswitch.CheckReport.Severity;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Feature;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.TransportCapabilities.Treatment;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.spi.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailoverTest {
    private static final TransportCapabilities PLAIN = TransportCapabilities.builder("graph")
            .row(Feature.X_HEADERS, Treatment.UNSUPPORTED, "it has no headers")
            .maxMessageBytes(100)
            .build();

    private final ManualTicker ticker = new ManualTicker();
    private final ScriptedTransport graph = new ScriptedTransport("graph");
    private final ScriptedTransport smtp = new ScriptedTransport("smtp");
    private final List<String> heard = new ArrayList<>();
    private final PolicyEvents events = new PolicyEvents() {
        @Override
        public void failedOver(Submission submission, String from, String to, MailException failure) {
            heard.add(from + " to " + to + ": " + failure.summary());
        }

        @Override
        public void transportRests(String transport, Duration rest, MailException failure) {
            heard.add(transport + " rests " + rest.toSeconds());
        }

        @Override
        public void transportReturned(String transport) {
            heard.add(transport + " returned");
        }
    };
    private final Policies policies = policies(UnsupportedPolicy.ERROR, graph, smtp);

    private Policies policies(UnsupportedPolicy unsupported, ScriptedTransport... transports) {
        return Policies.around(
                List.of(transports),
                failover(unsupported),
                PolicyContext.of(ticker, () -> 1).withEvents(events));
    }

    private SendReceipt send() {
        return policies.transport().submit(message());
    }

    private MailException failure() {
        return catchThrowableOfType(MailException.class, this::send);
    }

    @Test
    void firstTransportTakesTheMessageAlone() {
        SendReceipt receipt = send();
        assertThat(receipt.transport()).isEqualTo("graph");
        assertThat(receipt.notes()).isEmpty();
        assertThat(smtp.submitted).isEmpty();
    }

    @Test
    void secondTakesWhatTheFirstCannot_andTheReceiptSaysWhy() {
        graph.always(unreachable());
        Submission message = message();

        SendReceipt receipt = policies.transport().submit(message);

        assertThat(receipt.transport()).isEqualTo("smtp");
        assertThat(receipt.attempts()).isEqualTo(2);
        assertThat(receipt.messageId()).isEqualTo(message.messageId());
        assertThat(receipt.notes()).containsExactly("transport graph did not take it: nothing listens there");
        assertThat(smtp.submitted).containsExactly(message);
        assertThat(heard).containsExactly("graph rests 10", "graph to smtp: nothing listens there");
    }

    @Test
    void setUpFaultGoesElsewhereToo() {
        graph.always(refused(FailureOrigin.SETUP, Resend.AFTER_SETUP));
        assertThat(send().transport()).isEqualTo("smtp");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureOrigin.class,
            names = {"MESSAGE", "RECIPIENT", "CALLER"})
    void faultThatIsNotTheTransportsStaysWithIt(FailureOrigin origin) {
        graph.always(refused(origin, Resend.POINTLESS));
        assertThat(failure().origin()).isEqualTo(origin);
        assertThat(smtp.submitted).isEmpty();
        graph.always(null);
        assertThat(send().transport()).as("and it does not rest for it").isEqualTo("graph");
    }

    @Test
    void unknownOutcomeStaysWithIt_butTheNextMessageGoesElsewhere() {
        graph.failing(unknown());

        MailException e = failure();

        assertThat(e.resend()).isEqualTo(Resend.MAY_DUPLICATE);
        assertThat(e.transport()).contains("graph");
        assertThat(smtp.submitted).isEmpty();
        assertThat(send().transport()).isEqualTo("smtp");
    }

    @Test
    void unknownOutcomeOfTheSecondKeepsTheReasonOfTheFirst() {
        graph.always(unreachable());
        smtp.always(unknown());

        MailException e = failure();

        assertThat(e.resend()).isEqualTo(Resend.MAY_DUPLICATE);
        assertThat(e.transport()).contains("smtp");
        assertThat(e.attempts()).isEqualTo(2);
        assertThat(e.getSuppressed())
                .singleElement()
                .hasToString(graphFailure(e).toString());
    }

    private static Throwable graphFailure(MailException e) {
        assertThat(((MailException) e.getSuppressed()[0]).transport()).contains("graph");
        return e.getSuppressed()[0];
    }

    @Test
    void failedTransportRestsAndTheNoteSaysSo() {
        graph.failing(unreachable());
        send();

        SendReceipt receipt = send();

        assertThat(graph.submitted).hasSize(1);
        assertThat(receipt.attempts()).isEqualTo(1);
        assertThat(receipt.notes())
                .containsExactly("transport graph did not take it: rests since it failed (nothing listens there)");
    }

    @Test
    void successOfAMessageThatWasSentBeforeEndsNoRest() {
        graph.duringSubmit(() -> {
            graph.duringSubmit(() -> {});
            ticker.advance(Duration.ofMillis(1));
            graph.failing(unreachable());
            assertThat(send().transport()).isEqualTo("smtp");
        });

        assertThat(send().transport()).isEqualTo("graph");
        assertThat(send().transport()).as("still rests").isEqualTo("smtp");
    }

    @Test
    void restDoublesWithEachProbeThatFailsUpToItsBound() {
        graph.always(unreachable());
        for (long rest : List.of(10, 20, 40, 40)) {
            send();
            ticker.advance(Duration.ofSeconds(rest - 1));
            int tries = graph.submitted.size();
            send();
            assertThat(graph.submitted).as("before %s s are over", rest).hasSize(tries);
            ticker.advance(Duration.ofSeconds(1));
        }
        graph.always(null);
        assertThat(send().transport()).isEqualTo("graph");
        assertThat(heard).contains("graph returned");
        graph.always(unreachable());
        send();
        assertThat(heard).filteredOn(it -> it.contains("rests")).last().isEqualTo("graph rests 10");
    }

    @Test
    void pauseThatTheServerAsksForLengthensTheRest() {
        graph.always(busy("busy", Duration.ofSeconds(25)));
        send();
        assertThat(heard).contains("graph rests 25");
    }

    @Test
    void oneMessageProbesWhileOthersGoElsewhere() throws Exception {
        graph.failing(unreachable());
        send();
        ticker.advance(Duration.ofSeconds(10));
        CountDownLatch probing = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        graph.duringSubmit(() -> {
            probing.countDown();
            await(enough);
        });

        CompletableFuture<SendReceipt> probe = CompletableFuture.supplyAsync(this::send);
        await(probing);
        graph.duringSubmit(() -> {});
        assertThat(send().transport()).isEqualTo("smtp");
        enough.countDown();

        assertThat(probe.get(10, TimeUnit.SECONDS).transport()).isEqualTo("graph");
        assertThat(send().transport()).isEqualTo("graph");
    }

    @Test
    void probeThatFindsNothingOutLetsTheNextMessageProbe() {
        graph.failing(unreachable(), refused(FailureOrigin.CALLER, Resend.SAFE_LATER));
        send();
        ticker.advance(Duration.ofSeconds(10));
        assertThat(failure().origin()).isEqualTo(FailureOrigin.CALLER);
        assertThat(send().transport()).isEqualTo("graph");
    }

    @Test
    void fullQueueIsNoReasonToRest() {
        graph.failing(new SubmissionException(
                "no turn came",
                Failure.at(Stage.QUEUE, "").resend(Resend.SAFE_LATER).build(),
                null));
        assertThat(send().transport()).isEqualTo("smtp");
        assertThat(send().transport()).isEqualTo("graph");
    }

    @Test
    void restingTransportIsTriedBeforeAMessageIsRefused() {
        graph.failing(unreachable());
        send();
        smtp.always(unreachable());

        assertThat(send().transport()).isEqualTo("graph");
    }

    @Test
    void transportThatWaitsForAPersonIsLeftAloneUntilItsRestIsOver() {
        graph.always(refused(FailureOrigin.SETUP, Resend.AFTER_SETUP));
        send();
        smtp.always(unreachable());

        MailException e = failure();

        assertThat(graph.submitted).hasSize(1);
        assertThat(e.summary())
                .contains("graph: rests since it failed (refused for SETUP)", "smtp: nothing listens there");
        ticker.advance(Duration.ofSeconds(10));
        failure();
        assertThat(graph.submitted).hasSize(2);
    }

    @Test
    void failureOfAllNamesEachReason() {
        graph.always(busy("graph is busy", Duration.ofSeconds(7)));
        smtp.always(refused(FailureOrigin.SETUP, Resend.AFTER_SETUP));

        MailException e = failure();

        assertThat(e.summary())
                .isEqualTo("no transport took the message: graph: graph is busy; smtp: refused for SETUP");
        assertThat(e.advice()).contains("For graph: Wait.", "For smtp: Change it.");
        assertThat(e.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(e.origin()).isEqualTo(FailureOrigin.TRANSPORT);
        assertThat(e.transport()).contains("failover:graph,smtp");
        assertThat(e.messageId()).isPresent();
        assertThat(e.attempts()).isEqualTo(2);
        assertThat(e.getSuppressed())
                .extracting(it -> ((MailException) it).transport().orElseThrow())
                .containsExactly("graph", "smtp");
    }

    @Test
    void setUpAloneNeedsAPerson() {
        graph.always(refused(FailureOrigin.SETUP, Resend.AFTER_SETUP));
        smtp.always(refused(FailureOrigin.SETUP, Resend.AFTER_SETUP));
        assertThat(failure().resend()).isEqualTo(Resend.AFTER_SETUP);
    }

    @Test
    void transportThatCannotCarryTheMessageIsLeftOut() {
        ScriptedTransport plain = new ScriptedTransport(PLAIN);
        Policies two = policies(UnsupportedPolicy.ERROR, plain, smtp);

        SendReceipt receipt = two.transport().submit(messageWithHeader());

        assertThat(receipt.transport()).isEqualTo("smtp");
        assertThat(receipt.notes())
                .containsExactly("transport graph did not take it: cannot carry header fields that begin with X-");
        assertThat(plain.submitted).isEmpty();
        smtp.always(unreachable());
        assertThatThrownBy(() -> two.transport().submit(messageWithHeader()))
                .hasMessageContaining("graph: cannot carry")
                .hasMessageContaining("smtp: nothing listens there");
    }

    @Test
    void featureThatNobodyCarriesIsAnError() {
        Policies two = policies(UnsupportedPolicy.ERROR, new ScriptedTransport(PLAIN), new ScriptedTransport(PLAIN));
        UnsupportedFeatureException e = catchThrowableOfType(
                UnsupportedFeatureException.class, () -> two.transport().submit(messageWithHeader()));
        assertThat(e.feature()).isEqualTo(Feature.X_HEADERS);
        assertThat(e.resend()).isEqualTo(Resend.POINTLESS);
    }

    @Test
    void withWarningsTheOneThatCarriesItComesFirstAndTheOtherAfterIt() {
        ScriptedTransport plain = new ScriptedTransport(PLAIN);
        Policies two = policies(UnsupportedPolicy.WARN, plain, smtp);
        assertThat(two.transport().submit(messageWithHeader()).transport()).isEqualTo("smtp");
        smtp.always(unreachable());
        SendReceipt receipt = two.transport().submit(messageWithHeader());
        assertThat(receipt.transport()).isEqualTo("graph");
        assertThat(receipt.notes())
                .satisfiesExactly(note -> assertThat(note).contains("smtp did not take it"), note -> assertThat(note)
                        .contains("left out by transport graph"));
    }

    @Test
    void capabilitiesAreThoseOfTheWeakest() {
        Policies two = policies(UnsupportedPolicy.ERROR, smtp, new ScriptedTransport(PLAIN));
        TransportCapabilities table = two.transport().capabilities();
        assertThat(table.transport()).isEqualTo("failover:smtp,graph");
        assertThat(table.of(Feature.X_HEADERS).treatment()).isEqualTo(Treatment.UNSUPPORTED);
        assertThat(table.of(Feature.X_HEADERS).note()).isEqualTo("graph: it has no headers");
        assertThat(table.of(Feature.ATTACHMENTS).treatment()).isEqualTo(Treatment.KEPT);
        assertThat(table.maxMessageBytes()).hasValue(100);
    }

    @Test
    void checkLooksAtEach_andOneThatIsReadyIsEnough() {
        graph.always(unreachable());

        CheckReport report = policies.transport().check();

        assertThat(report.transport()).isEqualTo("failover:graph,smtp");
        assertThat(report.ok()).isTrue();
        assertThat(report.fact("graph")).contains("not ready to send");
        assertThat(report.fact("smtp")).contains("ready to send");
        assertThat(report.fact("smtp.endpoint")).contains("here");
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.text()).isEqualTo("graph: nothing listens there");
        });
        assertThat(report.failure()).isEmpty();
    }

    @Test
    void checkFailsWhereNoneIsReady() {
        graph.always(unreachable());
        smtp.always(refused(FailureOrigin.SETUP, Resend.AFTER_SETUP));

        CheckReport report = policies.transport().check();

        assertThat(report.ok()).isFalse();
        assertThat(report.failure()).isPresent();
        assertThat(report.findings())
                .extracting(Finding::text)
                .contains("graph: nothing listens there")
                .anyMatch(text -> text.startsWith("smtp: refused for SETUP"));
    }

    @Test
    void checkLeavesAloneWhatRests_andSaysWhyAndSinceWhen() {
        graph.always(refused(FailureOrigin.SETUP, Resend.AFTER_SETUP));
        send();
        ticker.advance(Duration.ofSeconds(4));

        CheckReport report = policies.transport().check();

        assertThat(graph.checks).isZero();
        assertThat(smtp.checks).isOne();
        assertThat(report.ok()).isTrue();
        assertThat(report.fact("graph.rests")).contains("for 4 s already, left alone for 6 s");
        assertThat(report.findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .startsWith("graph: refused for SETUP");
    }

    @Test
    void checkAfterTheRestLooksOnce_andMakesItLongerWhereItFails() {
        graph.always(unreachable());
        send();
        ticker.advance(Duration.ofSeconds(10));

        assertThat(policies.transport().check().fact("graph.rests")).isEmpty();
        assertThat(policies.transport().check().fact("graph.rests")).contains("for 0 s already, left alone for 20 s");

        assertThat(graph.checks).isOne();
        assertThat(heard).contains("graph rests 20");
    }

    @Test
    void checkThatFailsByNoFaultOfTheTransportLeavesTheNextMessageToProbe() {
        MailException caller = refused(FailureOrigin.CALLER, Resend.SAFE_LATER);
        MailException queue = new SubmissionException(
                "no turn came",
                Failure.at(Stage.QUEUE, "").resend(Resend.SAFE_LATER).build(),
                null);
        for (MailException failure : List.of(caller, queue)) {
            graph.always(unreachable());
            send();
            ticker.advance(Duration.ofSeconds(10));
            graph.always(failure);

            assertThat(policies.transport().check().fact("graph")).contains("not ready to send");

            graph.always(null);
            assertThat(send().transport()).as(failure.summary()).isEqualTo("graph");
        }
        assertThat(heard).doesNotContain("graph rests 20");
    }

    @Test
    void checkThatSucceedsLeavesTheEndOfTheRestToAMessage() {
        graph.failing(unreachable());
        send();
        ticker.advance(Duration.ofSeconds(10));

        assertThat(policies.transport().check().fact("graph")).contains("ready to send");
        assertThat(heard).doesNotContain("graph returned");

        assertThat(send().transport()).isEqualTo("graph");
        assertThat(heard).contains("graph returned");
    }

    @Test
    void closeClosesAll() {
        policies.close();
        assertThat(graph.closed).isTrue();
        assertThat(smtp.closed).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
