package io.mailswitch;

import io.mailswitch.config.MailConfig;
import io.mailswitch.internal.config.Assembly;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.internal.sender.Backend;
import io.mailswitch.internal.sender.BackendOpener;
import io.mailswitch.internal.sender.DaemonThreads;
import io.mailswitch.internal.sender.Listeners;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens a {@link MailSender} with parts of the application's own. Without any, {@link #open()} is the same as {@link MailSender#open()}. Not
 * thread-safe.
 */
public final class MailSenderBuilder {
    private @Nullable MailConfig config;
    private @Nullable TokenSource tokens;
    private @Nullable Executor executor;
    private @Nullable ClassLoader classLoader;
    private @Nullable Consumer<String> trace;
    private InstantSource clock = Clock.systemUTC();
    private final List<SendListener> listeners = new ArrayList<>();
    private final List<SendListener> inlineListeners = new ArrayList<>();

    MailSenderBuilder() {}

    /**
     * Sets the configuration; without it {@link MailConfig#load()} is taken.
     *
     * @param value the configuration
     * @return this
     */
    public MailSenderBuilder config(MailConfig value) {
        config = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets where access tokens come from; without it the configuration decides, by {@code mailswitch-entra-auth}.
     *
     * @param value the source; the application closes it
     * @return this
     */
    public MailSenderBuilder tokenSource(TokenSource value) {
        tokens = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets who runs asynchronous sends and the messages of a batch. Without it daemon threads do, which end with the sender: four for
     * asynchronous sends, and while messages wait for their next try up to 60 others in their place. A message that waits keeps its thread of
     * this executor, so one of virtual threads is best.
     *
     * @param value the executor; the application closes it
     * @return this
     */
    public MailSenderBuilder executor(Executor value) {
        executor = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets where transports and token sources are looked for; without it the context class loader of the thread is.
     *
     * @param value a class loader that sees the Mailswitch jars
     * @return this
     */
    public MailSenderBuilder classLoader(ClassLoader value) {
        classLoader = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets who takes the conversation with the server, a line at a time, without sign-in and content; without it
     * {@code mailswitch.smtp.trace} decides whether it is logged. SMTP only: Graph has no conversation.
     *
     * @param value takes a line; called by the threads that send, several at once
     * @return this
     */
    public MailSenderBuilder trace(Consumer<String> value) {
        trace = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets the clock that dates messages and judges tokens and certificates; without it the system's is taken.
     *
     * @param value the clock
     * @return this
     */
    public MailSenderBuilder clock(InstantSource value) {
        clock = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Adds a listener, which is called on a thread of its own and so can hold up no mail.
     *
     * @param value the listener
     * @return this
     */
    public MailSenderBuilder listener(SendListener value) {
        listeners.add(Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Adds a listener that is called on the thread that sends, as tracing needs to find the span around it. It misses no event, and a mail
     * waits for as long as it takes: it must return at once. What it throws is logged and changes nothing.
     *
     * @param value the listener; thread-safe
     * @return this
     */
    public MailSenderBuilder inlineListener(SendListener value) {
        inlineListeners.add(Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Checks the configuration and opens the sender. No I/O on the network.
     *
     * @return the sender; the caller closes it
     * @throws ConfigurationException when the configuration cannot be used; names every problem
     */
    public MailSender open() {
        Assembly assembly = Assembly.of(configOrLoaded(), tokens, providers());
        Listeners ears = new Listeners(listeners, inlineListeners);
        return new MailSender(opener(ears).open(null, assembly, ears::close), batchThreads());
    }

    /**
     * Checks the configuration of several named senders, {@code mailswitch.senders.<name>.*}, as a whole and opens all of them. No I/O on the
     * network.
     *
     * @return the senders; the caller closes them
     * @throws ConfigurationException when the configuration of any cannot be used; names every problem
     */
    public MailSenders openAll() {
        Listeners ears = new Listeners(listeners, inlineListeners);
        return new MailSenders(configOrLoaded(), tokens, providers(), opener(ears), ears, batchThreads());
    }

    /**
     * Opens a sender on a transport that is already there, such as a test's or one that is wrapped. The configuration is not read.
     *
     * @param transport the transport; the sender closes it
     * @param defaultFrom the author of messages that name none; null for no default
     * @return the sender; the caller closes it
     */
    public MailSender openOn(Transport transport, @Nullable Mailbox defaultFrom) {
        Objects.requireNonNull(transport, "transport");
        Listeners ears = new Listeners(listeners, inlineListeners);
        Backend backend = opener(ears).openOn(transport, new SubmissionFactory(defaultFrom, clock), ears::close);
        return new MailSender(backend, batchThreads());
    }

    private MailConfig configOrLoaded() {
        return config == null ? MailConfig.load() : config;
    }

    private Providers providers() {
        return classLoader == null ? Providers.find() : Providers.find(classLoader);
    }

    private BackendOpener opener(Listeners ears) {
        return new BackendOpener(tokens, executor, clock, trace, ears);
    }

    private Executor batchThreads() {
        return executor == null ? new DaemonThreads("mailswitch-batch-") : executor;
    }
}
