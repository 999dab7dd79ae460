package io.mailswitch;

import io.mailswitch.config.MailConfig;
import io.mailswitch.internal.config.Assembly;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.internal.policy.Policies;
import io.mailswitch.internal.policy.PolicyContext;
import io.mailswitch.internal.policy.PolicySettings;
import io.mailswitch.internal.sender.AsyncRunner;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
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
    private InstantSource clock = Clock.systemUTC();

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
     * Sets who runs asynchronous sends; without it a few daemon threads do, which end with the sender. An executor of virtual threads is
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
        try {
            List<Transport> legs = assembly.open(new TransportContext(clock, tokens == null ? own : tokens));
            return sender(legs, assembly.policies(), assembly.from().orElse(null), own);
        } catch (RuntimeException e) {
            if (own != null) {
                own.close();
            }
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
        return sender(List.of(transport), PolicySettings.NONE, defaultFrom, null);
    }

    private MailSender sender(
            List<Transport> legs, PolicySettings settings, @Nullable Mailbox from, @Nullable TokenSource own) {
        return new MailSender(
                Policies.around(legs, settings, PolicyContext.standard()),
                new SubmissionFactory(from, clock),
                new AsyncRunner(executor),
                own);
    }
}
