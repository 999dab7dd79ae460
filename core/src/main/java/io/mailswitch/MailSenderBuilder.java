package io.mailswitch;

import io.mailswitch.config.MailConfig;
import io.mailswitch.internal.config.Assembly;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.internal.policy.Policies;
import io.mailswitch.internal.policy.PolicyContext;
import io.mailswitch.internal.policy.PolicySettings;
import io.mailswitch.internal.recipients.RecipientRules;
import io.mailswitch.internal.sender.AsyncRunner;
import io.mailswitch.internal.sender.Backend;
import io.mailswitch.internal.sender.DaemonThreads;
import io.mailswitch.internal.sender.Listeners;
import io.mailswitch.internal.sender.Preparation;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import java.time.Clock;
import java.time.Duration;
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
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

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
     * Sets who runs asynchronous sends and the messages of a batch; without it a few daemon threads do, which end with the sender. An executor of virtual threads is
     * fine.
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
        MailConfig settings = config == null ? MailConfig.load() : config;
        Providers providers = classLoader == null ? Providers.find() : Providers.find(classLoader);
        Assembly assembly = Assembly.of(settings, tokens, providers);
        TokenSource own = assembly.tokens().map(opener -> opener.open(clock)).orElse(null);
        Runnable closeTokens = own == null ? () -> {} : own::close;
        try {
            List<Transport> legs = assembly.open(new TransportContext(clock, tokens == null ? own : tokens, trace));
            assembly.recipients().announce();
            Preparation preparation =
                    new Preparation(new SubmissionFactory(assembly.from().orElse(null), clock), assembly.recipients());
            return sender(legs, assembly.policies(), preparation, closeTokens, assembly.closeTimeout());
        } catch (RuntimeException e) {
            closeTokens.run();
            throw e;
        }
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
        Preparation preparation = new Preparation(new SubmissionFactory(defaultFrom, clock), RecipientRules.NONE);
        return sender(List.of(transport), PolicySettings.NONE, preparation, () -> {}, CLOSE_BOUND);
    }

    private MailSender sender(
            List<Transport> legs,
            PolicySettings settings,
            Preparation preparation,
            Runnable afterClose,
            Duration closeBound) {
        Listeners ears = new Listeners(listeners, inlineListeners);
        Backend.Parts parts = new Backend.Parts(
                null,
                preparation,
                new AsyncRunner(executor),
                ears,
                () -> {
                    try {
                        afterClose.run();
                    } finally {
                        ears.close();
                    }
                },
                closeBound);
        Backend backend = new Backend(
                parts,
                events ->
                        Policies.around(legs, settings, PolicyContext.standard().withEvents(events)));
        return new MailSender(backend, executor == null ? new DaemonThreads("mailswitch-batch-") : executor);
    }
}
