package io.mailswitch.internal.sender;

import io.mailswitch.internal.config.Assembly;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.internal.policy.Policies;
import io.mailswitch.internal.policy.PolicyContext;
import io.mailswitch.internal.policy.PolicySettings;
import io.mailswitch.internal.recipients.RecipientRules;
import io.mailswitch.internal.sender.SharedTransports.Lease;
import io.mailswitch.internal.sender.SharedTransports.Opened;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is behind senders, with what a program gives to all of them. Those that it opens share transports and the limits of mailboxes.
 */
public final class BackendOpener {
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

    private final @Nullable TokenSource tokens;
    private final @Nullable Executor executor;
    private final InstantSource clock;
    private final @Nullable Consumer<String> trace;
    private final Listeners listeners;
    private final SharedTransports shared = new SharedTransports();
    private final PolicyContext context = PolicyContext.standard();

    /**
     * Opens nothing yet.
     *
     * @param tokens the program's own source of tokens, or null
     * @param executor runs asynchronous sends, or null for threads of our own
     * @param clock dates messages
     * @param trace takes the conversation with the server, or null
     * @param listeners hear what happens
     */
    public BackendOpener(
            @Nullable TokenSource tokens,
            @Nullable Executor executor,
            InstantSource clock,
            @Nullable Consumer<String> trace,
            Listeners listeners) {
        this.tokens = tokens;
        this.executor = executor;
        this.clock = clock;
        this.trace = trace;
        this.listeners = listeners;
    }

    /**
     * Opens a backend by configuration.
     *
     * @param name the name of the sender, null where it has none
     * @param assembly a configuration that was found good
     * @param atEnd runs at the end of closing
     * @return the backend
     */
    public Backend open(@Nullable String name, Assembly assembly, Runnable atEnd) {
        Lease lease = shared.lend(assembly.way(), () -> transports(assembly));
        try {
            assembly.recipients().announce();
            Preparation preparation =
                    new Preparation(new SubmissionFactory(assembly.from().orElse(null), clock), assembly.recipients());
            return backend(
                    new Backend.Parts(
                            name,
                            preparation,
                            new AsyncRunner(executor),
                            listeners,
                            lease::giveBack,
                            atEnd,
                            assembly.closeTimeout()),
                    lease.transports(),
                    assembly.policies());
        } catch (RuntimeException e) {
            lease.giveBack();
            throw e;
        }
    }

    private Opened transports(Assembly assembly) {
        TokenSource own = assembly.tokens().map(opener -> opener.open(clock)).orElse(null);
        Runnable closeTokens = own == null ? () -> {} : own::close;
        try {
            return new Opened(
                    assembly.open(new TransportContext(clock, tokens == null ? own : tokens, trace)), closeTokens);
        } catch (RuntimeException e) {
            closeTokens.run();
            throw e;
        }
    }

    /**
     * Opens a backend on a transport that is there already.
     *
     * @param transport the transport, closed with the backend
     * @param preparation makes submissions
     * @param atEnd runs at the end of closing
     * @return the backend, without policies
     */
    public Backend openOn(Transport transport, SubmissionFactory preparation, Runnable atEnd) {
        Backend.Parts parts = new Backend.Parts(
                null,
                new Preparation(preparation, RecipientRules.NONE),
                new AsyncRunner(executor),
                listeners,
                () -> {},
                atEnd,
                CLOSE_BOUND);
        return backend(parts, List.of(transport), PolicySettings.NONE);
    }

    private Backend backend(Backend.Parts parts, List<Transport> transports, PolicySettings policies) {
        return new Backend(parts, events -> Policies.around(transports, policies, context.withEvents(events)));
    }
}
