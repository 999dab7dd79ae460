package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.TransportCapabilities.Treatment;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The sender's own part: what happens before and around a transport. The transports' tests have the wire. */
class MailSenderTest {
    private static final Email EMAIL = Email.builder()
            .from("alerts@example.com")
            .to("ops@example.com")
            .subject("hello")
            .text("hello")
            .build();

    @Test
    void unsupportedFeatureIsRefusedBeforeTheTransportSeesIt() {
        PlainTransport transport = new PlainTransport(TransportCapabilities.builder("plain")
                .row(Feature.X_HEADERS, Treatment.UNSUPPORTED, "it has no headers")
                .build());
        try (MailSender sender = MailSender.builder().openOn(transport, null)) {
            Email email = EMAIL.toBuilder().header("X-Order", "1").build();
            UnsupportedFeatureException e =
                    catchThrowableOfType(UnsupportedFeatureException.class, () -> sender.send(email));
            assertThat(e.feature()).isEqualTo(Feature.X_HEADERS);
            assertThat(e.resend()).isEqualTo(Resend.POINTLESS);
            assertThat(e.getMessage()).contains("plain", "it has no headers", "mailswitch.unsupported=warn");
            assertThat(transport.submitted).isEmpty();
        }
    }

    @Test
    void changedFeatureIsNotedInTheReceipt() {
        PlainTransport transport = new PlainTransport(TransportCapabilities.builder("plain")
                .row(Feature.X_HEADERS, Treatment.CHANGED, "renamed")
                .build());
        try (MailSender sender = MailSender.builder().openOn(transport, null)) {
            SendReceipt receipt =
                    sender.send(EMAIL.toBuilder().header("X-Order", "1").build());
            assertThat(receipt.notes()).singleElement().asString().contains("X-", "changed", "renamed");
        }
    }

    @Test
    void failureNamesTransportAndMessage() {
        PlainTransport transport =
                new PlainTransport(TransportCapabilities.builder("plain").build());
        transport.failure = new SubmissionException(
                "the server refused the message",
                Failure.at(Stage.FINAL_REPLY, "Shrink it.").build(),
                null);
        try (MailSender sender = MailSender.builder().openOn(transport, null)) {
            SubmissionException e = catchThrowableOfType(SubmissionException.class, () -> sender.send(EMAIL));
            assertThat(e.transport()).contains("plain");
            assertThat(e.messageId()).contains(transport.submitted.get(0).messageId());
            assertThat(e.getStackTrace()).isEqualTo(transport.failure.getStackTrace());
            assertThat(e).as("nothing is told twice").hasNoCause();
        }
    }

    @Test
    void failureOfOneMessageDoesNotStopTheOthers() {
        PlainTransport transport =
                new PlainTransport(TransportCapabilities.builder("plain").build());
        transport.failure =
                new SubmissionException("no", Failure.at(Stage.CONTENT, "").build(), null);
        try (MailSender sender = MailSender.builder().openOn(transport, null)) {
            List<SendOutcome> outcomes = sender.sendAll(List.of(EMAIL, EMAIL));
            assertThat(outcomes).hasSize(2).noneMatch(SendOutcome::isAccepted);
            assertThat(outcomes.get(1).failure()).get().isInstanceOf(SubmissionException.class);
        }
    }

    @Test
    void closingOnTheWayKeepsTheReceiptsOfWhatWasSent() {
        PlainTransport transport =
                new PlainTransport(TransportCapabilities.builder("plain").build());
        MailSender sender = MailSender.builder().openOn(transport, null);
        transport.afterSubmit = sender::close;
        List<SendOutcome> outcomes = sender.sendAll(List.of(EMAIL, EMAIL));
        assertThat(outcomes.get(0).isAccepted()).isTrue();
        assertThat(outcomes.get(1).failure()).get().satisfies(e -> {
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(e.origin()).isEqualTo(FailureOrigin.CALLER);
        });
        assertThat(transport.submitted).hasSize(1);
    }

    @Test
    void nullAmongManyIsRefusedBeforeAnythingIsSent() {
        PlainTransport transport =
                new PlainTransport(TransportCapabilities.builder("plain").build());
        try (MailSender sender = MailSender.builder().openOn(transport, null)) {
            assertThatThrownBy(() -> sender.sendAll(Arrays.asList(EMAIL, null)))
                    .isInstanceOf(NullPointerException.class);
            assertThat(transport.submitted).isEmpty();
        }
    }

    @Test
    void asynchronousSendCompletesWithReceiptOrFailure() throws Exception {
        PlainTransport transport =
                new PlainTransport(TransportCapabilities.builder("plain").build());
        try (MailSender sender = MailSender.builder().openOn(transport, null)) {
            assertThat(sender.sendAsync(EMAIL).get(10, TimeUnit.SECONDS).transport())
                    .isEqualTo("plain");
            transport.failure =
                    new SubmissionException("no", Failure.at(Stage.CONTENT, "").build(), null);
            CompletableFuture<SendReceipt> failing = sender.sendAsync(EMAIL);
            assertThatThrownBy(() -> failing.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SubmissionException.class);
        }
    }

    @Test
    void closeWaitsForAsynchronousSendsAndThenRefusesMore() throws Exception {
        PlainTransport transport =
                new PlainTransport(TransportCapabilities.builder("plain").build());
        MailSender sender = MailSender.builder().openOn(transport, null);
        transport.gate = new CountDownLatch(1);
        CompletableFuture<SendReceipt> underWay = sender.sendAsync(EMAIL);
        assertThat(transport.entered.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(sender::close);
        transport.gate.countDown();
        closing.get(10, TimeUnit.SECONDS);
        assertThat(underWay).isCompleted();
        assertThat(transport.closed).isTrue();
        assertThatThrownBy(() -> sender.send(EMAIL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        sender.close();
    }

    @Test
    void messageWithoutAuthorTakesTheDefault() {
        PlainTransport transport =
                new PlainTransport(TransportCapabilities.builder("plain").build());
        Email anonymous = Email.builder().to("ops@example.com").text("hello").build();
        try (MailSender sender = MailSender.builder().openOn(transport, Mailbox.parse("a@example.com"))) {
            sender.send(anonymous);
            assertThat(transport.submitted.get(0).envelope().reversePath()).hasToString("a@example.com");
        }
        try (MailSender sender = MailSender.builder().openOn(transport, null)) {
            InvalidMessageException e =
                    catchThrowableOfType(InvalidMessageException.class, () -> sender.send(anonymous));
            assertThat(e.field()).isEqualTo("from");
            assertThat(e.advice()).contains("mailswitch.from");
        }
    }

    /** A transport without a network. */
    private static final class PlainTransport implements Transport {
        private final TransportCapabilities capabilities;
        private final List<Submission> submitted = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch entered = new CountDownLatch(1);
        private volatile MailException failure;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean closed;
        private volatile Runnable afterSubmit = () -> {};

        PlainTransport(TransportCapabilities capabilities) {
            this.capabilities = capabilities;
        }

        @Override
        public SendReceipt submit(Submission submission) {
            submitted.add(submission);
            entered.countDown();
            try {
                assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (failure != null) {
                throw failure;
            }
            afterSubmit.run();
            return SendReceipt.builder(
                            submission.messageId(),
                            capabilities.transport(),
                            "none",
                            Reply.smtp(250, null, List.of("OK")))
                    .accepted(submission.envelope().forwardPaths())
                    .build();
        }

        @Override
        public TransportCapabilities capabilities() {
            return capabilities;
        }

        @Override
        public CheckReport check() {
            return CheckReport.builder(capabilities.transport()).build();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
