package io.mailswitch.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.CheckReport;
import io.mailswitch.ConnectionCount;
import io.mailswitch.Email;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendInfo;
import io.mailswitch.SendListener;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.dev.MemoryMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MicrometerTest {
    private static final Email EMAIL = Email.builder()
            .from("alerts@example.com")
            .to("ops@example.com")
            .text("hello")
            .build();
    private static final SubmissionException UNKNOWN = new SubmissionException(
            "no answer",
            Failure.at(Stage.FINAL_REPLY, "").outcome(Outcome.UNKNOWN).build(),
            null);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryMailbox mailbox = MemoryMailbox.create();

    @Test
    void eachOutcomeIsTimedAndNoTagNamesAnybody() {
        MailMetrics metrics = new MailMetrics(meters);
        try (MailSender sender = MailSender.builder().inlineListener(metrics).openOn(mailbox.transport(), null)) {
            metrics.bind(sender, "alerts");
            sender.send(EMAIL);
            assertThat(sender.sendAll(Collections.nCopies(3, EMAIL))).hasSize(3);
            mailbox.failNext(UNKNOWN);
            assertThatThrownBy(() -> sender.send(EMAIL)).isInstanceOf(SubmissionException.class);

            assertThat(meters.get("mailswitch.under.way")
                            .tag("sender", "alerts")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(meters.get("mailswitch.waiting").gauge().value()).isZero();
            assertThat(meters.get("mailswitch.pause").timeGauge().value(TimeUnit.SECONDS))
                    .isZero();
            assertThat(meters.get("mailswitch.connections").gauge().value()).isZero();
        }
        assertThat(meters.get("mailswitch.send")
                        .tags("transport", "memory", "outcome", "accepted", "path", "memory")
                        .timer()
                        .count())
                .isEqualTo(4);
        assertThat(meters.get("mailswitch.send")
                        .tags("transport", "memory", "outcome", "unknown", "resend", "may_duplicate")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("mailswitch.send.size").summary().totalAmount())
                .isEqualTo(4.0 * mailbox.mails().get(0).content().length);
        assertThat(meters.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .noneMatch(tag -> tag.getValue().contains("@"));
    }

    @Test
    void gaugesTellWhatGoesOn() {
        List<Runnable> parked = new ArrayList<>();
        List<Double> underWay = new ArrayList<>();
        MailMetrics metrics = new MailMetrics(meters);
        SendListener looking = new SendListener() {
            @Override
            public void started(SendInfo send) {
                underWay.add(gauge("mailswitch.under.way"));
            }
        };
        try (MailSender sender = MailSender.builder()
                .executor(parked::add)
                .inlineListener(looking)
                .openOn(new Connected(mailbox.transport()), null)) {
            metrics.bind(sender, "alerts");
            CompletableFuture<SendReceipt> first = sender.sendAsync(EMAIL);
            CompletableFuture<SendReceipt> second = sender.sendAsync(EMAIL);
            assertThat(gauge("mailswitch.waiting")).isEqualTo(2);
            assertThat(gauge("mailswitch.connections")).isEqualTo(5);
            assertThat(gauge("mailswitch.connections.idle")).isEqualTo(3);
            assertThat(gauge("mailswitch.connections.waiting")).isEqualTo(4);

            parked.forEach(Runnable::run);

            assertThat(first).isCompleted();
            assertThat(second).isCompleted();
            assertThat(underWay).containsExactly(1.0, 1.0);
            assertThat(gauge("mailswitch.waiting")).isZero();
            assertThat(gauge("mailswitch.under.way")).isZero();
        }
    }

    private double gauge(String name) {
        return meters.get(name).tag("sender", "alerts").gauge().value();
    }

    /** A transport that keeps connections. */
    private record Connected(Transport next) implements Transport {
        @Override
        public SendReceipt submit(Submission submission) {
            return next.submit(submission);
        }

        @Override
        public TransportCapabilities capabilities() {
            return next.capabilities();
        }

        @Override
        public CheckReport check() {
            return next.check();
        }

        @Override
        public ConnectionCount connections() {
            return new ConnectionCount(5, 3, 4);
        }

        @Override
        public void close() {
            next.close();
        }
    }

    @Test
    void policiesAreCounted() {
        MailMetrics metrics = new MailMetrics(meters);
        SendInfo send = new SendInfo("<1@example.com>", "alerts", null, 1, 10);
        SubmissionException later = new SubmissionException(
                "busy",
                Failure.at(Stage.FINAL_REPLY, "")
                        .resend(Resend.SAFE_LATER)
                        .origin(FailureOrigin.TRANSPORT)
                        .transport("smtp")
                        .build(),
                null);
        metrics.retrying(send, 1, later, Duration.ofSeconds(1));
        metrics.failedOver(send, "smtp", "graph", later);
        metrics.limited(send, "alerts@example.com", Duration.ofSeconds(2));
        metrics.paused("alerts@example.com", Duration.ofSeconds(3));

        assertThat(meters.get("mailswitch.send.retries")
                        .tag("transport", "smtp")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("mailswitch.send.failovers")
                        .tags("from", "smtp", "to", "graph")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("mailswitch.limit.wait")
                        .tag("sender", "alerts")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(meters.get("mailswitch.pauses").counter().count()).isEqualTo(1);
    }

    /** As Boot sets it up; Prometheus refuses a meter whose tags have other names than those of its first namesake. */
    @Test
    void metricsAndTheTimersOfObservationsHaveNamesOfTheirOwn() {
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        MailMetrics metrics = new MailMetrics(meters);
        try (MailSender sender = MailSender.builder()
                .inlineListener(metrics)
                .inlineListener(new MailObservations(observations))
                .openOn(mailbox.transport(), null)) {
            metrics.bind(sender, "alerts");
            sender.send(EMAIL);
            mailbox.failNext(UNKNOWN);
            assertThatThrownBy(() -> sender.send(EMAIL)).isInstanceOf(SubmissionException.class);
        }

        Map<String, Set<Set<String>>> tagNames = meters.getMeters().stream()
                .collect(Collectors.groupingBy(
                        meter -> meter.getId().getName(),
                        Collectors.mapping(
                                meter -> meter.getId().getTags().stream()
                                        .map(Tag::getKey)
                                        .collect(Collectors.toSet()),
                                Collectors.toSet())));
        assertThat(tagNames).containsKeys("mailswitch.send", "mailswitch.sending");
        assertThat(tagNames)
                .allSatisfy((name, sets) -> assertThat(sets).as(name).hasSize(1));
    }

    @Test
    void sendIsAnObservationUnderTheCurrentOneAndCurrentItself() {
        Recorder recorder = new Recorder();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(recorder);
        try (MailSender sender = MailSender.builder()
                .inlineListener(new MailObservations(observations))
                .openOn(mailbox.transport(), null)) {
            Observation.createNotStarted("request", observations).observe(() -> {
                assertThat(sender.send(EMAIL)).isNotNull();
                mailbox.failNext(UNKNOWN);
                assertThatThrownBy(() -> sender.send(EMAIL)).isInstanceOf(SubmissionException.class);
                assertThat(sender.sendAll(List.of(EMAIL))).hasSize(1);
                assertThat(observations.getCurrentObservation().getContext().getName())
                        .isEqualTo("request");
            });
        }
        assertThat(observations.getCurrentObservation()).isNull();
        assertThat(recorder.ended).hasSize(4);
        assertThat(recorder.ended.subList(0, 2))
                .containsExactly(
                        "mailswitch.sending accepted by memory under request",
                        "mailswitch.sending unknown by memory under request with no answer");
        // on a thread of the batch, or on the caller's where that has nothing to wait for
        assertThat(recorder.ended.get(2)).startsWith("mailswitch.sending accepted by memory under ");
        assertThat(recorder.ended.get(3)).isEqualTo("request");
        assertThat(recorder.current).isEqualTo(2);
    }

    /** Writes down what ended, and how often a send was the current observation. */
    private static final class Recorder implements ObservationHandler<Observation.Context> {
        private final List<String> ended = Collections.synchronizedList(new ArrayList<>());
        private int current;

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            if (context.getName().startsWith("mailswitch")) {
                current++;
            }
        }

        @Override
        public void onStop(Observation.Context context) {
            if (!context.getName().startsWith("mailswitch")) {
                ended.add(context.getName());
                return;
            }
            Object parent = context.getParentObservation() == null
                    ? null
                    : context.getParentObservation().getContextView().getName();
            ended.add(context.getName() + ' '
                    + context.getLowCardinalityKeyValue("outcome").getValue() + " by "
                    + context.getLowCardinalityKeyValue("transport").getValue() + " under " + parent
                    + (context.getError() == null
                            ? ""
                            : " with " + ((SubmissionException) context.getError()).summary()));
        }
    }
}
