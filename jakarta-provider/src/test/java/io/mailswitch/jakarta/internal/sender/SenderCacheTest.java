package io.mailswitch.jakarta.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mailswitch.EnvelopeOptions;
import io.mailswitch.config.MailConfig;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
