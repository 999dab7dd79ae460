package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.BatchSummary.End;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testing.CountingProvider;
import io.mailswitch.testing.CountingProvider.Opened;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSendersTest {
    private static final long BOUND_SECONDS = 20;
    private static final Email EMAIL =
            Email.builder().to("ops@example.com").text("hello").build();

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        CountingProvider.reset((transport, submission) -> {});
        set("transport", "counting", "from", "all@example.com", "limits.max-wait", "1h");
        set("senders.alerts.from", "alerts@example.com", "senders.bulk.from", "bulk@example.com");
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void eachSenderHasItsOwnSettingsAndAllShareWhatIsTheSame() {
        List<String> from = Collections.synchronizedList(new ArrayList<>());
        CountingProvider.reset((transport, submission) ->
                from.add(String.valueOf(submission.envelope().reversePath())));
        set("senders.other.counting.host", "two");
        try (MailSenders senders = open()) {
            assertThat(senders.names()).containsExactly("alerts", "bulk", "other");
            for (String name : senders.names()) {
                assertThat(senders.get(name).send(EMAIL)).isNotNull();
            }
            assertThat(from).containsExactly("alerts@example.com", "bulk@example.com", "all@example.com");
            assertThat(CountingProvider.OPENED).extracting(Opened::host).containsExactly("one", "two");
        }
        assertThat(CountingProvider.OPENED).allMatch(Opened::isClosed);
    }

    @Test
    void closingOneSenderLeavesWhatOthersShare() {
        try (MailSenders senders = open()) {
            senders.get("alerts").close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> senders.get("alerts").send(EMAIL));
            assertThat(senders.get("bulk").send(EMAIL)).isNotNull();
        }
    }

    @Test
    void sendersOfOneMailboxShareItsLimits() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountingProvider.reset((transport, submission) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
        });
        set("counting.mailbox", "shared@example.com", "limits.concurrency", "2");
        set("senders.bulk.counting.host", "two");
        try (MailSenders senders = open()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (String name : List.of("alerts", "bulk", "alerts", "bulk")) {
                running.add(executor.submit(() -> senders.get(name)
                        .sendAll(Collections.nCopies(200, EMAIL))
                        .size()));
            }
            for (Future<Integer> it : running) {
                assertThat(it.get(BOUND_SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
            }
        }
        assertThat(CountingProvider.OPENED).hasSize(2);
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void reloadKeepsWhatIsTheSameAndTakesTheRestOver() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "one");
        set("senders.bulk.counting.password-file", secret.toString(), "senders.old.from", "old@example.com");
        try (MailSenders senders = open()) {
            MailSender bulk = senders.get("bulk");
            MailSender old = senders.get("old");
            assertThat(senders.reload(config()))
                    .hasToString("kept [alerts, bulk, old], changed [], added [], removed []");

            Files.writeString(secret, "two");
            settings.remove("mailswitch.senders.old.from");
            set("senders.fresh.from", "fresh@example.com");
            assertThat(senders.reload(config()))
                    .hasToString("kept [alerts], changed [bulk], added [fresh], removed [old]");
            assertThat(senders.get("bulk")).isSameAs(bulk);
            assertThat(bulk.send(EMAIL)).isNotNull();
            assertThat(senders.get("fresh").send(EMAIL)).isNotNull();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> senders.get("old"))
                    .withMessageContaining("[alerts, bulk, fresh]");
            assertThat(old).isNotNull();
        }
        assertThat(CountingProvider.OPENED).hasSize(3).allMatch(Opened::isClosed);
    }

    @Test
    void messageUnderWayEndsByTheOldSettingsAndTheNextGoesByTheNew() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CountingProvider.reset((transport, submission) -> {
            if (transport.host().equals("one")) {
                entered.countDown();
                await(gate);
                assertThat(transport.isClosed()).isFalse();
            }
        });
        try (MailSenders senders = open()) {
            Future<SendReceipt> underWay =
                    executor.submit(() -> senders.get("alerts").send(EMAIL));
            await(entered);
            set("counting.host", "two");
            assertThat(senders.reload(config()).changed()).containsExactlyInAnyOrder("alerts", "bulk");
            assertThat(senders.get("alerts").send(EMAIL)).isNotNull();
            assertThat(underWay.isDone()).isFalse();
            gate.countDown();
            assertThat(underWay.get(BOUND_SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(CountingProvider.OPENED).extracting(Opened::host).containsExactly("one", "two");
    }

    @Test
    void messagesThatWaitAreNotGivenUpWhenSettingsChange() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        List<String> hosts = Collections.synchronizedList(new ArrayList<>());
        CountingProvider.reset((transport, submission) -> {
            entered.countDown();
            await(gate);
            hosts.add(transport.host());
        });
        set("counting.mailbox", "shared@example.com", "limits.concurrency", "1", "close-timeout", "1ms");
        try (MailSenders senders = open()) {
            MailSender alerts = senders.get("alerts");
            MailSender bulk = senders.get("bulk");
            List<CompletableFuture<SendReceipt>> sends = new ArrayList<>();
            sends.add(alerts.sendAsync(EMAIL));
            await(entered);
            for (int i = 0; i < 6; i++) {
                sends.add(alerts.sendAsync(EMAIL)); // some wait for their turn, some for a thread
            }
            sends.add(bulk.sendAsync(EMAIL));
            while (alerts.state().waiting() < 6 || bulk.state().waiting() < 1) {
                Thread.onSpinWait();
            }
            set("counting.host", "two");
            settings.remove("mailswitch.senders.bulk.from");
            assertThat(senders.reload(config())).hasToString("kept [], changed [alerts], added [], removed [bulk]");
            assertThatIllegalStateException().isThrownBy(() -> bulk.send(EMAIL));
            gate.countDown();
            for (CompletableFuture<SendReceipt> send : sends) {
                assertThat(send.get(BOUND_SECONDS, TimeUnit.SECONDS)).isNotNull();
            }
            // who waited for a turn stays with the settings it had; who waited for a thread goes by the new ones
            assertThat(hosts).hasSize(8).contains("one");
        }
        assertThat(CountingProvider.OPENED).hasSize(2).allMatch(Opened::isClosed);
    }

    @Test
    void closingEndsWhatIsLeftOfEarlierSettings() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CountingProvider.reset((transport, submission) -> {
            entered.countDown();
            await(gate);
        });
        set("counting.mailbox", "shared@example.com", "limits.concurrency", "1", "close-timeout", "1ms");
        MailSenders senders = open();
        MailSender alerts = senders.get("alerts");
        CompletableFuture<SendReceipt> underWay = alerts.sendAsync(EMAIL);
        await(entered);
        CompletableFuture<SendReceipt> waiting = alerts.sendAsync(EMAIL);
        while (alerts.state().waiting() < 1) {
            Thread.onSpinWait();
        }
        set("counting.host", "two");
        assertThat(senders.reload(config()).changed()).contains("alerts");

        senders.close();

        assertThat(CountingProvider.OPENED).hasSize(2).allMatch(Opened::isClosed);
        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(BOUND_SECONDS))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("closed");
        gate.countDown();
        assertThat(underWay.isCancelled()).isFalse();
    }

    @Test
    void closingOneSenderEndsWhatIsLeftOfItsEarlierSettings() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CountingProvider.reset((transport, submission) -> {
            entered.countDown();
            await(gate);
        });
        try (MailSenders senders = open()) {
            MailSender alerts = senders.get("alerts");
            CompletableFuture<SendReceipt> underWay = alerts.sendAsync(EMAIL);
            await(entered);
            set("counting.host", "two");
            assertThat(senders.reload(config()).changed()).contains("alerts");

            CloseReport report = alerts.close(Duration.ofMillis(1));

            assertThat(report.cutOff()).hasSize(1);
            gate.countDown();
            assertThat(underWay.handle((receipt, failure) -> true).get(BOUND_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(CountingProvider.OPENED).allMatch(Opened::isClosed);
    }

    @Test
    void noMessageIsLostOrDoubledWhileConfigurationsComeAndGo() throws Exception {
        Map<String, Integer> arrived = new ConcurrentHashMap<>();
        CountingProvider.reset((transport, submission) -> arrived.merge(submission.messageId(), 1, Integer::sum));
        AtomicBoolean over = new AtomicBoolean();
        List<SendOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
        try (MailSenders senders = open()) {
            Future<?> reloading = executor.submit(() -> {
                for (int i = 0; !over.get(); i++) {
                    MailConfig config = config().with("mailswitch.counting.host", "host-" + i);
                    assertThat(senders.reload(config).changed()).hasSize(2);
                }
            });
            MailSender sender = senders.get("alerts");
            CompletableFuture<BatchSummary> batch = sender.sendAllAsync(mails(3_000, "batch"), outcomes::add);
            for (Email email : mails(1_000, "single").toList()) {
                outcomes.add(SendOutcome.accepted(email, sender.send(email)));
                outcomes.add(SendOutcome.accepted(email, sender.sendAsync(email).get(BOUND_SECONDS, TimeUnit.SECONDS)));
            }
            assertThat(batch.get(BOUND_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(new BatchSummary(3_000, 0, 0, End.COMPLETE));
            over.set(true);
            reloading.get(BOUND_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(outcomes).hasSize(5_000).allMatch(SendOutcome::isAccepted);
        assertThat(arrived).hasSize(5_000).allSatisfy((id, times) -> assertThat(times)
                .isEqualTo(1));
        assertThat(CountingProvider.OPENED).hasSizeGreaterThan(1).allMatch(Opened::isClosed);
    }

    @Test
    void badConfigurationChangesNothingAndNamesTheSenders() {
        try (MailSenders senders = open()) {
            set("senders.alerts.counting.hots", "x", "senders.bulk.transport", "file", "close-timeout", "soon");
            ConfigurationException e =
                    catchThrowableOfType(ConfigurationException.class, () -> senders.reload(config()));
            assertThat(e.problems().stream().map(ConfigProblem::toString))
                    .hasSize(3)
                    .anySatisfy(text -> assertThat(text).contains("mailswitch.senders.alerts.counting.hots"))
                    .anySatisfy(text -> assertThat(text).startsWith("mailswitch.senders.bulk.file.folder: is missing"))
                    .anySatisfy(text -> assertThat(text).startsWith("mailswitch.close-timeout=soon"));
            assertThat(senders.get("alerts").send(EMAIL)).isNotNull();
        }
        assertThat(CountingProvider.OPENED).hasSize(1);
    }

    @Test
    void sendersThatAreNoneAreReported() {
        for (Map<String, String> none : List.of(
                Map.of("mailswitch.transport", "counting"),
                Map.of("mailswitch.senders.Bulk_Mail.from", "a@example.com"),
                Map.of("mailswitch.senders.bulk", "a@example.com"))) {
            ConfigurationException e =
                    catchThrowableOfType(ConfigurationException.class, () -> MailSenders.open(MailConfig.of(none)));
            assertThat(e.problems()).singleElement().satisfies(problem -> assertThat(problem.key())
                    .startsWith("mailswitch.senders."));
        }
        ConfigurationException e = catchThrowableOfType(
                ConfigurationException.class,
                () -> MailSenders.open(MailConfig.builder()
                        .environment(Map.of("MAILSWITCH_SENDERS_BULK_FROM", "a@example.com"))
                        .build()));
        assertThat(e.getMessage()).contains("belongs to no sender that another source names");
    }

    @Test
    void listenersHearWhichSenderItWas() {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        SendListener listener = new SendListener() {
            @Override
            public void started(SendInfo send) {
                heard.add(send.sender().orElse("none"));
            }
        };
        try (MailSenders senders = MailSender.builder()
                .config(config())
                .classLoader(CountingProvider.loader(folder))
                .listener(listener)
                .openAll()) {
            assertThat(senders.get("bulk").send(EMAIL)).isNotNull();
            assertThat(senders.get("alerts").send(EMAIL)).isNotNull();
        }
        assertThat(heard).containsExactly("bulk", "alerts");
    }

    @Test
    void closedSendersTakeNothing() {
        MailSenders senders = open();
        MailSender alerts = senders.get("alerts");
        senders.close();
        senders.close();
        assertThatIllegalStateException().isThrownBy(() -> alerts.send(EMAIL));
        assertThatIllegalStateException().isThrownBy(() -> senders.reload(config()));
    }

    private MailSenders open() {
        return MailSender.builder()
                .config(config())
                .classLoader(CountingProvider.loader(folder))
                .openAll();
    }

    private MailConfig config() {
        return MailConfig.of(settings);
    }

    private void set(String... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put("mailswitch." + keysAndValues[i], keysAndValues[i + 1]);
        }
    }

    private static Stream<Email> mails(int count, String kind) {
        return IntStream.range(0, count)
                .mapToObj(i -> EMAIL.toBuilder().subject(kind + ' ' + i).build());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
