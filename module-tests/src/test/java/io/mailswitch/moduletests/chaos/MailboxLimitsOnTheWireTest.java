package io.mailswitch.moduletests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.CheckReport;
import io.mailswitch.Email;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.config.LimitPreset;
import io.mailswitch.config.MailConfig;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.internal.config.Assembly;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.internal.policy.FailoverSettings;
import io.mailswitch.internal.policy.LimitSettings;
import io.mailswitch.internal.policy.Policies;
import io.mailswitch.internal.policy.PolicyContext;
import io.mailswitch.internal.policy.PolicySettings;
import io.mailswitch.internal.policy.RetrySettings;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads of several senders on one mailbox of a server that counts and refuses, on a clock whose minute takes a second. */
class MailboxLimitsOnTheWireTest {
    private static final int SENDERS = 3;
    private static final int THREADS = 18;
    private static final int MESSAGES = 66;
    private static final int PER_MINUTE = 20;
    private static final int AT_ONCE = 2;

    private final FakeExchange exchange = FakeExchange.start();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Real waits on a clock that runs sixty times as fast. */
    private static final Ticker FAST = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime() * 60;
        }

        @Override
        @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"}) // the callers loop
        public void await(Condition condition, long nanos) throws InterruptedException {
            condition.awaitNanos(Math.max(1, nanos / 60));
        }
    };

    private record Sent(long began, long ended) {}

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        exchange.close();
    }

    @Test
    void sendersOfOneMailboxKeepItsLimitsTogether_smtp() throws Exception {
        exchange.smtp().reconfigure(options -> options.maxConcurrentSubmissions(AT_ONCE));

        send(exchange.settings("smtp"));
    }

    @Test
    void sendersOfOneMailboxKeepItsLimitsTogether_graph() throws Exception {
        exchange.graph().maxConcurrent(AT_ONCE);

        send(exchange.settings("graph"));

        assertThat(exchange.graph().peakConcurrency()).isLessThanOrEqualTo(AT_ONCE);
    }

    private void send(Map<String, String> config) throws Exception {
        AccessToken token = AccessToken.of(
                exchange.entra().issueToken("https://graph.microsoft.com"),
                Instant.now().plusSeconds(3_600));
        TokenSource tokens = request -> token;
        Assembly assembly = Assembly.of(MailConfig.of(config), tokens, Providers.find());
        TransportContext transports = new TransportContext(Clock.systemUTC(), tokens);
        PolicyContext context = PolicyContext.of(FAST, () -> 1);
        PolicySettings settings = new PolicySettings(
                UnsupportedPolicy.ERROR,
                RetrySettings.OFF,
                new LimitSettings(
                        LimitPreset.AUTO, OptionalInt.of(AT_ONCE), OptionalInt.of(PER_MINUTE), Duration.ofHours(1)),
                FailoverSettings.DEFAULT);
        List<Policies> senders = new ArrayList<>();
        List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
        SubmissionFactory messages = new SubmissionFactory(null, Clock.systemUTC());
        try {
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Policies.around(
                        List.of(new Watched(assembly.open(transports).get(0), sent)), settings, context));
            }
            List<Future<SendReceipt>> receipts = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                Transport sender = senders.get(i % SENDERS).transport();
                Email email = Email.builder()
                        .from(Accounts.DEFAULT_USER)
                        .to("reader" + i + "@example.net")
                        .text("hello")
                        .build();
                receipts.add(threads.submit(() -> sender.submit(messages.of(email))));
            }
            for (Future<SendReceipt> receipt : receipts) {
                assertThat(receipt.get(1, TimeUnit.MINUTES).attempts()).isEqualTo(1);
            }
        } finally {
            senders.forEach(Policies::close);
        }
        assertThat(exchange.mailbox().size()).isEqualTo(MESSAGES);
        // the server took each message at some moment between the two
        neverTooManyInAMinute(sent.stream().mapToLong(Sent::began));
        neverTooManyInAMinute(sent.stream().mapToLong(Sent::ended));
    }

    /** Notes between which moments the server took each message. */
    private record Watched(Transport next, List<Sent> sent) implements Transport {
        @Override
        public SendReceipt submit(Submission submission) {
            long began = FAST.nanos();
            SendReceipt receipt = next.submit(submission);
            sent.add(new Sent(began, FAST.nanos()));
            return receipt;
        }

        @Override
        public TransportCapabilities capabilities() {
            return next.capabilities();
        }

        @Override
        public Optional<SendingMailbox> mailbox(Submission submission) {
            return next.mailbox(submission);
        }

        @Override
        public CheckReport check() {
            return next.check();
        }

        @Override
        public void close() {
            next.close();
        }
    }

    private static void neverTooManyInAMinute(LongStream moments) {
        long[] sorted = moments.sorted().toArray();
        assertThat(sorted).hasSize(MESSAGES);
        for (int i = PER_MINUTE; i < sorted.length; i++) {
            assertThat(sorted[i] - sorted[i - PER_MINUTE])
                    .as("from message %s to message %s", i - PER_MINUTE, i)
                    .isGreaterThan(Duration.ofMinutes(1).toNanos());
        }
    }
}
