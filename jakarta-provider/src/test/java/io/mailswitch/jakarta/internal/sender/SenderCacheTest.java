package io.mailswitch.jakarta.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mailswitch.EnvelopeOptions;
import io.mailswitch.Secret;
import io.mailswitch.SendReceipt;
import io.mailswitch.config.MailConfig;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderCacheTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private final SenderCache cache = new SenderCache(now::get);
    private final ClassLoader loader = SenderCacheTest.class.getClassLoader();

    @AfterEach
    void close() {
        cache.closeAll(any -> true);
    }

    @Test
    void equalSettingsShareASender() {
        lease("one").close();
        lease("one").close();

        assertThat(opened).hasValue(1);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void otherSettingsHaveAnother() {
        lease("one").close();
        lease("two").close();

        assertThat(opened).hasValue(2);
    }

    @Test
    void senderThatNobodyUsesIsClosedAtTheNextOccasion() {
        lease("one").close();
        now.addAndGet(Duration.ofMinutes(10).toNanos() + 1);
        lease("two").close();

        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void senderInUseIsKept() throws Exception {
        Lease used = lease("one");
        now.addAndGet(Duration.ofHours(1).toNanos());
        lease("two").close();

        assertThat(cache.size()).isEqualTo(2);
        assertThat(used.send(message(), EnvelopeOptions.builder().build()).accepted())
                .hasSize(1);
        used.close();
    }

    @Test
    void closeOfOneApplicationLeavesTheOthers() throws Exception {
        ClassLoader other = new ClassLoader(loader) {};
        Lease mine = lease("one");
        Lease theirs = cache.lease(config("one"), null, null, other, opened::incrementAndGet);

        cache.closeAll(application -> application == loader);

        assertThat(opened).hasValue(2);
        assertThat(cache.size()).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> mine.send(message(), EnvelopeOptions.builder().build()));
        assertThat(theirs.send(message(), EnvelopeOptions.builder().build()).accepted())
                .hasSize(1);
    }

    @Test
    void leaseEndsOnce() {
        Lease one = lease("one");
        Lease two = lease("one");
        one.close();
        one.close();
        now.addAndGet(Duration.ofHours(1).toNanos());
        lease("two").close();

        assertThat(cache.size()).as("the other lease still holds it").isEqualTo(2);
        two.close();
    }

    @Test
    void eachTokenHasASenderOfItsOwn() {
        tokenLease("one").close();
        tokenLease("two").close();
        tokenLease("one").close();

        assertThat(opened).as("one for each, and the first is kept").hasValue(2);
    }

    @Test
    void senderOfAnOlderTokenIsClosedInItsTurn() {
        tokenLease("one").close();
        now.addAndGet(Duration.ofMinutes(6).toNanos());
        tokenLease("two").close();
        now.addAndGet(Duration.ofMinutes(6).toNanos());
        tokenLease("two").close();

        assertThat(cache.size()).isEqualTo(1);
        assertThat(opened).hasValue(2);
    }

    @Test
    void programThatChangesItsTokenEachTimePilesUpNothing() {
        for (int i = 0; i < 100; i++) {
            now.incrementAndGet();
            tokenLease("token " + i).close();
        }
        tokenLease("token 99").close();

        assertThat(cache.size()).isEqualTo(SenderCache.MAX_UNUSED);
        assertThat(opened).as("the one used last is not the one that goes").hasValue(100);
    }

    @Test
    void sendersInUseAreNotCountedAmongTheUnused() throws Exception {
        List<Lease> used = new ArrayList<>();
        for (int i = 0; i <= SenderCache.MAX_UNUSED; i++) {
            used.add(tokenLease("used " + i));
        }
        tokenLease("another").close();

        assertThat(cache.size()).isEqualTo(used.size() + 1);
        for (Lease lease : used) {
            assertThat(send(lease).accepted()).hasSize(1);
            lease.close();
        }
    }

    @Test
    void leaseThatIsForgottenEnds() {
        forgetLease();

        assertThat(eventually(() -> {
                    System.gc();
                    lease("two").close(); // the next occasion, from which on nobody uses the first
                    now.addAndGet(Duration.ofMinutes(10).toNanos() + 1);
                    lease("two").close();
                    return cache.size() == 1;
                }))
                .isTrue();
    }

    @Test
    void applicationThatHasEndedLeavesNothingBehind() throws Exception {
        lease("one").close();
        cache.stop(loader);
        assertThat(cache.size()).isZero();

        Lease late = lease("one");
        assertThat(send(late).accepted()).hasSize(1);
        assertThat(cache.size()).isZero();
        late.close();

        assertThat(opened).hasValue(2);
        assertThatIllegalStateException().isThrownBy(() -> send(late));
    }

    @Test
    void applicationsThatShareAClassLoaderEndWithTheLast() {
        cache.start(loader);
        cache.start(loader);
        lease("one").close();

        cache.stop(loader);
        assertThat(cache.size()).isEqualTo(1);
        cache.stop(loader);
        assertThat(cache.size()).isZero();
    }

    @Test
    void applicationThatBeginsAnewSharesItsSendersAgain() {
        cache.start(loader);
        cache.stop(loader);
        cache.start(loader);
        lease("one").close();
        lease("one").close();

        assertThat(opened).hasValue(1);
        assertThat(cache.size()).isEqualTo(1);
    }

    private void forgetLease() {
        assertThat(lease("one")).isNotNull();
    }

    private static boolean eventually(BooleanSupplier condition) {
        for (int i = 0; i < 50; i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    private static SendReceipt send(Lease lease) throws Exception {
        return lease.send(message(), EnvelopeOptions.builder().build());
    }

    private Lease tokenLease(String token) {
        return cache.lease(config("one"), Secret.of(token), null, loader, opened::incrementAndGet);
    }

    private Lease lease(String name) {
        return cache.lease(config(name), null, null, loader, opened::incrementAndGet);
    }

    private static MailConfig config(String name) {
        return MailConfig.of(Map.of("mailswitch.transport", "memory", "mailswitch.memory.name", name));
    }

    private static MimeMessage message() throws Exception {
        String text = "From: a@example.com\r\nTo: b@example.com\r\nMessage-ID: <1@example.com>\r\n\r\ntext\r\n";
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
