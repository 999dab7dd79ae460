package io.mailswitch.moduletests.chaos;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.EmailBuilder;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.moduletests.chaos.ChaosPlan.Disturbance;
import io.mailswitch.testkit.FakeExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sends many messages from many threads while the plan's faults strike, and writes down what the callers are told. */
final class ChaosRun {
    private static final int THREADS = 24;

    /** How long a wait for an answer is; each stall costs one. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Attachment LARGE = Attachment.of("large.bin", "application/octet-stream", new byte[3_200_000]);

    private final FakeExchange exchange;
    private final ChaosPlan plan;
    private final int messages;
    private final Duration bound;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Told> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> disturbed = Collections.synchronizedList(new ArrayList<>());

    ChaosRun(FakeExchange exchange, ChaosPlan plan, int messages, Duration bound) {
        this.exchange = exchange;
        this.plan = plan;
        this.messages = messages;
        this.bound = bound;
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    /** Returns when connections were dropped from outside, which may be at any stage of a message. */
    List<Long> disturbed() {
        return List.copyOf(disturbed);
    }

    void run(Map<String, String> settings) throws Exception {
        long deadline = System.nanoTime() + bound.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (MailSender sender = MailSender.open(MailConfig.of(settings))) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                workers.add(threads.submit(() -> work(sender, deadline)));
            }
            for (Future<?> worker : workers) {
                worker.get(3, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
        // what the servers still have in hand arrives before they have no connection left
        exchange.smtp().awaitNoConnection(Duration.ofSeconds(10));
        exchange.graph().awaitNoConnection(Duration.ofSeconds(10));
    }

    /** The same by one call of {@code sendAll}, which may have many messages under way on each connection. */
    void runBatch(Map<String, String> settings) {
        long deadline = System.nanoTime() + bound.toNanos();
        Map<String, Long> began = new ConcurrentHashMap<>();
        AtomicInteger ended = new AtomicInteger();
        Stream<Email> emails = IntStream.range(0, messages)
                .takeWhile(index -> System.nanoTime() - deadline < 0)
                .mapToObj(index -> {
                    Disturbance disturbance = plan.disturbances().get(index);
                    if (disturbance != null) {
                        disturb(disturbance);
                    }
                    began.put(ChaosPlan.messageId(index), System.nanoTime());
                    return email(index);
                });
        try (MailSender sender = MailSender.open(MailConfig.of(settings))) {
            sender.sendAll(emails, outcome -> {
                int index = ended.getAndIncrement(); // outcomes come in order
                long start = began.get(ChaosPlan.messageId(index));
                told.add(new Told(
                        index,
                        outcome.receipt().orElse(null),
                        outcome.failure().orElse(null),
                        start,
                        System.nanoTime()));
            });
        }
        exchange.smtp().awaitNoConnection(Duration.ofSeconds(10));
    }

    private void work(MailSender sender, long deadline) {
        while (System.nanoTime() - deadline < 0) {
            int index = next.getAndIncrement();
            if (index >= messages) {
                return;
            }
            Disturbance disturbance = plan.disturbances().get(index);
            if (disturbance != null) {
                disturb(disturbance);
            }
            send(sender, index);
        }
    }

    private static Email email(int index) {
        EmailBuilder builder = Email.builder()
                .from(ChaosPlan.author(index))
                .to("reader" + index + "@example.net")
                .messageId(ChaosPlan.messageId(index))
                .subject("chaos " + index)
                .text("line of text\n".repeat(20 + index % 50));
        return (ChaosPlan.isLarge(index) ? builder.attach(LARGE) : builder).build();
    }

    private void send(MailSender sender, int index) {
        Email email = email(index);
        long began = System.nanoTime();
        try {
            told.add(new Told(index, sender.send(email), null, began, System.nanoTime()));
        } catch (MailException e) {
            told.add(new Told(index, null, e, began, System.nanoTime()));
        }
    }

    private void disturb(Disturbance disturbance) {
        disturbed.add(System.nanoTime());
        switch (disturbance) {
            case SMTP_DROPS -> exchange.smtp().dropConnections();
            case GRAPH_DROPS -> exchange.graph().dropConnections();
            case GRAPH_DROPS_IDLE -> exchange.graph().dropIdleConnections();
            case SMTP_DOWN -> {
                exchange.smtp().stopListening();
                exchange.smtp().dropConnections();
            }
            case GRAPH_DOWN -> {
                exchange.graph().stopListening();
                exchange.graph().dropConnections();
            }
            case ALL_UP -> {
                exchange.smtp().listenAgain();
                exchange.graph().listenAgain();
            }
            case TOKENS_EXPIRE -> exchange.entra().expireTokens();
        }
        disturbed.add(System.nanoTime());
    }
}
