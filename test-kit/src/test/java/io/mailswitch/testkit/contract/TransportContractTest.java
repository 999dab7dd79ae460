package io.mailswitch.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The contract lets nothing careless through. That something careful passes is shown by the transports' own modules. */
class TransportContractTest {

    @Test
    void seesThroughACarelessTransport() {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Careless.class))
                .execute()
                .testEvents();

        assertThat(methods(events.failed()))
                .contains(
                        "temporarilyRefusedContentIsSafeLater",
                        "busyServerIsSafeLater",
                        "refusedSenderIsNotAccepted",
                        "refusedContentIsPointless",
                        "tooLargeMessageIsPointless",
                        "allRecipientsRefused",
                        "someRecipientsRefused_byDefault",
                        "someRecipientsRefused_withPartialSubmission",
                        "lostFinalAnswerLeavesOutcomeUnknown",
                        "nonsenseForAFinalAnswerLeavesOutcomeUnknown",
                        "unreachableServerIsSafeLater",
                        "badCertificateIsRefused",
                        "eachBadCertificateHasAdviceOfItsOwn",
                        "oldTlsIsRefused",
                        "refusedTokenIsRenewedOnce",
                        "tokenRefusedTwiceNeedsSetup",
                        "checkSendsNothing",
                        "checkReportsFailure",
                        "closingLeavesNothing");
        assertThat(methods(events.succeeded())).contains("acceptedMessageArrives", "openingContactsNobody");
    }

    private static Set<String> methods(Events events) {
        return events.stream()
                .map(Event::getTestDescriptor)
                .map(TestDescriptor::getSource)
                .flatMap(source -> source.stream())
                .map(source -> ((MethodSource) source).getMethodName())
                .collect(Collectors.toSet());
    }

    static class Careless extends TransportContract {
        @RegisterExtension
        static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

        @Override
        public ContractServer server() {
            return new SmtpContractServer(exchange.exchange());
        }

        @Override
        public Transport open(Duration timeout, Map<String, String> changes, TokenSource tokens) {
            return new CarelessTransport(exchange.exchange(), timeout);
        }

        /** Many, and told apart by the test of lost answers already. */
        @Override
        public void brokenConnectionIsToldTruly(BreakPoint point, Breakage breakage) {}

        /** Would only wait for the patient time-outs. */
        @Override
        public void interruptedSendEnds() {}

        /** Would only wait for the patient time-outs. */
        @Override
        public void closingEndsWhatIsUnderWay() {}
    }
}
