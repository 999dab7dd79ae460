package io.mailswitch.sdktests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.SendReceipt;
import io.mailswitch.graph.GraphConfig;
import io.mailswitch.graph.GraphTransport;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.spi.Submission;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that has a {@code GraphServiceClient} lends the transport its adapter. */
class LentAdapterTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @Test
    void transportSendsByIt() {
        Submission submission = new SubmissionFactory(null, Instant::now)
                .of(Email.builder()
                        .from(Accounts.DEFAULT_USER)
                        .to("ops@example.com")
                        .subject("lent")
                        .text("Please look.")
                        .build());
        try (TypedClient client = new TypedClient(exchange.exchange());
                GraphTransport transport = GraphTransport.over(
                        client.graph.getRequestAdapter(),
                        client.http,
                        GraphConfig.builder().build())) {
            SendReceipt receipt = transport.submit(submission);

            assertThat(receipt.path()).isEqualTo("mime");
            assertThat(exchange.mailbox().await(Duration.ofSeconds(10)).messageId())
                    .contains(receipt.messageId());
        }
    }
}
