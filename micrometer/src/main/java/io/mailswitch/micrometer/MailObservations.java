package io.mailswitch.micrometer;

import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.SendInfo;
import io.mailswitch.SendListener;
import io.mailswitch.SendReceipt;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Event;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An observation for each send, so a span where tracing is set up: {@code mailswitch.sending}, with a child of whatever is observed beneath.
 * Where observations are timed too, as Spring Boot does, that timer has this name and fewer tags than {@code mailswitch.send} of
 * {@link MailMetrics}. It must be on the thread that sends:
 *
 * <pre>{@code
 * MailSender.builder().inlineListener(new MailObservations(registry))
 * }</pre>
 *
 * <p>Tags: sender, transport, outcome; for spans only, the Message-ID, the number of recipients and octets, and the server's id. Retries and
 * changes of transport are events of the observation. A message of a batch has an observation too, under the one that was current when the batch
 * had it sent on that thread, but is not current itself, since several may be under way on one thread. To carry a trace into
 * {@link MailSender#sendAsync}, hand in an executor that propagates its context. Thread-safe.
 */
public final class MailObservations implements SendListener {
    private static final String NAME = "mailswitch.sending";

    private final ObservationRegistry registry;
    private final Map<SendInfo, Running> running = new ConcurrentHashMap<>();

    private record Running(Observation observation, Observation.@Nullable Scope scope) {}

    /**
     * Makes a listener that observes.
     *
     * @param registry where to
     */
    public MailObservations(ObservationRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public void started(SendInfo send) {
        Observation observation = Observation.createNotStarted(NAME, registry)
                .contextualName("send mail")
                .lowCardinalityKeyValue(MailTags.SENDER, MailTags.sender(send))
                .highCardinalityKeyValue("message.id", send.messageId())
                .highCardinalityKeyValue("recipients", Integer.toString(send.recipients()))
                .highCardinalityKeyValue("octets", Long.toString(send.octets()))
                .start();
        running.put(send, new Running(observation, send.batch().isPresent() ? null : observation.openScope()));
    }

    @Override
    public void retrying(SendInfo send, int attempt, MailException failure, Duration delay) {
        event(send, Event.of("mailswitch.retry", "try " + attempt + " failed: " + failure.summary()));
    }

    @Override
    public void failedOver(SendInfo send, String from, String to, MailException failure) {
        event(send, Event.of("mailswitch.failover", from + " failed, " + to + " is next"));
    }

    private void event(SendInfo send, Event event) {
        Running it = running.get(send);
        if (it != null) {
            it.observation().event(event);
        }
    }

    @Override
    public void accepted(SendInfo send, SendReceipt receipt, Duration took) {
        Running it = running.remove(send);
        if (it != null) {
            receipt.serverId().ifPresent(id -> it.observation().highCardinalityKeyValue("server.id", id));
            end(it, receipt.transport(), receipt.path(), MailTags.ACCEPTED);
        }
    }

    @Override
    public void failed(SendInfo send, MailException failure, Duration took) {
        Running it = running.remove(send);
        if (it != null) {
            it.observation().error(failure);
            end(it, MailTags.transport(failure), MailTags.NONE, MailTags.word(failure.outcome()));
        }
    }

    private static void end(Running it, String transport, String path, String outcome) {
        if (it.scope() != null) {
            it.scope().close();
        }
        it.observation()
                .lowCardinalityKeyValue(KeyValue.of(MailTags.TRANSPORT, transport))
                .lowCardinalityKeyValue(KeyValue.of(MailTags.PATH, path))
                .lowCardinalityKeyValue(KeyValue.of(MailTags.OUTCOME, outcome))
                .stop();
    }
}
