package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.SendOutcome;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spi.AccessToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.Protocol;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A batch keeps as many messages under way as the mailbox may have, all the time and never more. */
class BatchOverlapTest {
    private static final int AT_ONCE = 4;
    private static final int MESSAGES = 10 * AT_ONCE;

    @RegisterExtension
    final FaultServer server = new FaultServer(Protocol.HTTP_2, Protocol.HTTP_1_1);

    @TempDir
    Path folder;

    @Test
    void sendAllKeepsFourUnderWay() throws Exception {
        // nobody is answered before there are four, so that a batch with fewer under way would come to a stop
        CyclicBarrier four = new CyclicBarrier(AT_ONCE);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.server().setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                try {
                    four.await(20, TimeUnit.SECONDS);
                    return FaultServer.status(202);
                } catch (Exception e) {
                    return FaultServer.status(400);
                } finally {
                    underWay.decrementAndGet();
                }
            }
        });
        Path ca = Files.writeString(folder.resolve("ca.pem"), FaultServer.certificate());
        AccessToken token = AccessToken.of("t", Instant.MAX);
        List<Email> emails =
                Stream.generate(() -> email().build()).limit(MESSAGES).toList();

        List<SendOutcome> outcomes;
        try (MailSender sender = MailSender.builder()
                .config(MailConfig.of(Map.of(
                        "mailswitch.transport", "graph",
                        "mailswitch.graph.base-url", server.baseUrl().toString(),
                        "mailswitch.http.ca-file", ca.toString())))
                .tokenSource(request -> token)
                .open()) {
            outcomes = sender.sendAll(emails);
        }

        assertThat(outcomes).hasSize(MESSAGES).allMatch(SendOutcome::isAccepted);
        assertThat(most).hasValue(AT_ONCE);
    }
}
