package io.mailswitch.jakarta.internal.sender;

import io.mailswitch.AuthenticationException;
import io.mailswitch.CheckReport;
import io.mailswitch.ConnectionException;
import io.mailswitch.EnvelopeOptions;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A sender, who uses it, and when it was last seen to work. Thread-safe; the counting is under the lock of the cache. */
final class SharedSender {
    private final MailSender sender;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable CompletableFuture<CheckReport>> check = new AtomicReference<>();
    private volatile boolean works;
    private volatile long lastSuccess;

    /** Under the lock of the cache. */
    int users;

    /** Under the lock of the cache. */
    long lastUse;

    SharedSender(MailSender sender, LongSupplier nanoTime) {
        this.sender = sender;
        this.nanoTime = nanoTime;
    }

    /**
     * Connects and signs in, unless that or a message succeeded a short while ago. Callers that come together share one attempt.
     *
     * @throws MailException when the server cannot be reached or refuses
     */
    void verify(Duration fresh) {
        if (works && nanoTime.getAsLong() - lastSuccess < fresh.toNanos()) {
            return;
        }
        CompletableFuture<CheckReport> mine = new CompletableFuture<>();
        CompletableFuture<CheckReport> running = check.compareAndExchange(null, mine);
        if (running == null) {
            runCheck(mine);
            running = mine;
        }
        CheckReport report = await(running);
        report.failure().ifPresent(failure -> {
            works = false;
            throw failure;
        });
        succeeded();
    }

    private void runCheck(CompletableFuture<CheckReport> mine) {
        try {
            mine.complete(sender.check());
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        } finally {
            check.set(null);
        }
    }

    private static CheckReport await(CompletableFuture<CheckReport> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    SendReceipt send(MimeMessage message, EnvelopeOptions options) {
        try {
            SendReceipt receipt = sender.send(message, options);
            succeeded();
            return receipt;
        } catch (MailException e) {
            if (cannotConnect(e)) {
                works = false;
            }
            throw e;
        }
    }

    /** What says nothing about server and login, a refused message or recipient, gives no reason to sign in once more. */
    private static boolean cannotConnect(MailException failure) {
        return failure instanceof AuthenticationException
                || (failure instanceof ConnectionException && failure.stage() == Stage.CONNECT);
    }

    private void succeeded() {
        lastSuccess = nanoTime.getAsLong();
        works = true;
    }

    void close() {
        sender.close();
    }
}
