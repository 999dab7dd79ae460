package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.ConnectionCount;
import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A batch has a connection for itself only as long as no other message waits for one. */
class GivingWayTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int MESSAGES = 60;
    private static final int MIDDLE = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The source of the batch is read by the thread that sends: while it waits, nothing of the batch goes on. */
    @ParameterizedTest
    @EnumSource
    void messageOfAnotherThreadArrivesInTheMiddleOfABatch(Offered offered) {
        offered.by(exchange);
        try (MailSender sender = Sends.open(exchange, with("smtp.max-connections", "1"))) {
            AtomicReference<CompletableFuture<SendReceipt>> other = new AtomicReference<>();
            Iterator<Email> emails = IntStream.range(0, MESSAGES)
                    .mapToObj(i -> {
                        if (i == MIDDLE) {
                            other.set(sender.sendAsync(Sends.email()));
                            awaitWaiting(sender);
                        }
                        return Batches.email(i);
                    })
                    .iterator();
            assertThat(sender.sendAll(() -> emails, outcome -> {}).accepted()).isEqualTo(MESSAGES);

            assertThat(other.get().join().accepted()).hasSize(1);
        }
        List<String> arrived = exchange.mailbox().all().stream()
                .flatMap(it -> it.recipientAddresses().stream())
                .toList();
        // behind the message that was being taken, and the one that may have been announced to the server already
        assertThat(arrived.indexOf("bob@example.com")).isBetween(MIDDLE + 1, MIDDLE + 2);
        assertThat(exchange.smtp().connections()).hasSize(1);
    }

    private static void awaitWaiting(MailSender sender) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        ConnectionCount one = new ConnectionCount(1, 0, 1);
        while (!sender.state().connections().equals(one)) {
            assertThat(System.nanoTime() - until).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
