package io.mailswitch.micrometer;

import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.SendInfo;
import io.mailswitch.SendListener;
import io.mailswitch.SendReceipt;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Metrics of what senders do:
 *
 * <pre>{@code
 * MailMetrics metrics = new MailMetrics(registry);
 * MailSender sender = MailSender.builder().inlineListener(metrics).open();
 * metrics.bind(sender, "alerts");
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>is</th><th>tags</th></tr>
 * <tr><td>{@code mailswitch.send}</td><td>timer: from the start of a send to its outcome, waits and retries included</td>
 *     <td>sender, transport, path, outcome (accepted, not_accepted, unknown), resend, origin</td></tr>
 * <tr><td>{@code mailswitch.send.size}</td><td>summary: octets of messages that were accepted</td><td>sender, transport</td></tr>
 * <tr><td>{@code mailswitch.send.retries}</td><td>counter</td><td>sender, transport, origin</td></tr>
 * <tr><td>{@code mailswitch.send.failovers}</td><td>counter</td><td>sender, from, to</td></tr>
 * <tr><td>{@code mailswitch.limit.wait}</td><td>timer: waits for a limit of the mailbox</td><td>sender</td></tr>
 * <tr><td>{@code mailswitch.pauses}</td><td>counter: pauses that servers asked for</td><td>none</td></tr>
 * <tr><td>{@code mailswitch.under.way}, {@code mailswitch.waiting}, {@code mailswitch.pause}, {@code mailswitch.connections},
 *     {@code mailswitch.connections.idle}, {@code mailswitch.connections.waiting}</td><td>gauges, after {@link #bind}</td><td>sender</td></tr>
 * </table>
 *
 * <p>No tag holds an address or an id. Thread-safe and quick, so made for {@code inlineListener}, which misses no event.
 */
public final class MailMetrics implements SendListener {
    private final MeterRegistry registry;

    /**
     * Makes a listener that records.
     *
     * @param registry where to
     */
    public MailMetrics(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    /**
     * Adds gauges of a sender. The registry keeps no sender alive; when one is gone, its gauges read not a number.
     *
     * @param sender the sender
     * @param name the value of their tag {@code sender}
     */
    public void bind(MailSender sender, String name) {
        Objects.requireNonNull(sender, "sender");
        List<Tag> tags = List.of(Tag.of(MailTags.SENDER, name));
        Gauge.builder("mailswitch.under.way", sender, it -> it.state().underWay())
                .description("Messages that have begun and have no outcome yet")
                .tags(tags)
                .register(registry);
        Gauge.builder("mailswitch.waiting", sender, it -> it.state().waiting())
                .description("Messages that wait for a thread or for a limit of their mailbox")
                .tags(tags)
                .register(registry);
        Gauge.builder("mailswitch.connections", sender, it -> it.state()
                        .connections()
                        .open())
                .description("Connections that are open, at work or idle")
                .tags(tags)
                .register(registry);
        Gauge.builder("mailswitch.connections.idle", sender, it -> it.state()
                        .connections()
                        .idle())
                .description("Connections that wait for a message")
                .tags(tags)
                .register(registry);
        Gauge.builder("mailswitch.connections.waiting", sender, it -> it.state()
                        .connections()
                        .waiting())
                .description("Messages that wait for a connection")
                .tags(tags)
                .register(registry);
        TimeGauge.builder("mailswitch.pause", sender, TimeUnit.MILLISECONDS, it -> it.state()
                        .pause()
                        .toMillis())
                .description("How long the pause still lasts that a server asked for")
                .tags(tags)
                .register(registry);
    }

    @Override
    public void accepted(SendInfo send, SendReceipt receipt, Duration took) {
        time(send, receipt.transport(), receipt.path(), MailTags.ACCEPTED, MailTags.NONE, MailTags.NONE, took);
        DistributionSummary.builder("mailswitch.send.size")
                .description("Size of messages that were accepted")
                .baseUnit("bytes")
                .tags(MailTags.SENDER, MailTags.sender(send), MailTags.TRANSPORT, receipt.transport())
                .register(registry)
                .record((double) send.octets());
    }

    @Override
    public void failed(SendInfo send, MailException failure, Duration took) {
        time(
                send,
                MailTags.transport(failure),
                MailTags.NONE,
                MailTags.word(failure.outcome()),
                MailTags.word(failure.resend()),
                MailTags.word(failure.origin()),
                took);
    }

    /** The same keys for every outcome: some registries refuse a meter whose tags differ from those of its name. */
    private void time(
            SendInfo send, String transport, String path, String outcome, String resend, String origin, Duration took) {
        Timer.builder("mailswitch.send")
                .description("From the start of a send to its outcome")
                .tags(Tags.of(
                        MailTags.SENDER, MailTags.sender(send),
                        MailTags.TRANSPORT, transport,
                        MailTags.PATH, path,
                        MailTags.OUTCOME, outcome,
                        MailTags.RESEND, resend,
                        MailTags.ORIGIN, origin))
                .register(registry)
                .record(took);
    }

    @Override
    public void retrying(SendInfo send, int attempt, MailException failure, Duration delay) {
        registry.counter(
                        "mailswitch.send.retries",
                        MailTags.SENDER,
                        MailTags.sender(send),
                        MailTags.TRANSPORT,
                        MailTags.transport(failure),
                        MailTags.ORIGIN,
                        MailTags.word(failure.origin()))
                .increment();
    }

    @Override
    public void failedOver(SendInfo send, String from, String to, MailException failure) {
        registry.counter("mailswitch.send.failovers", MailTags.SENDER, MailTags.sender(send), "from", from, "to", to)
                .increment();
    }

    @Override
    public void limited(SendInfo send, String mailbox, Duration waited) {
        registry.timer("mailswitch.limit.wait", MailTags.SENDER, MailTags.sender(send))
                .record(waited);
    }

    @Override
    public void paused(String mailbox, Duration pause) {
        registry.counter("mailswitch.pauses").increment();
    }
}
