package io.mailswitch.graph;

import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static io.mailswitch.graph.GraphFixture.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.ReceivedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimePathTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private final FakeGraph graph = exchange.exchange().graph();

    @Test
    void smallMailGoesAsMimeInOneRequest() {
        SendReceipt receipt;
        try (MailSender sender = sender(exchange.exchange())) {
            receipt = sender.send(email().html("<p>Please look.</p>")
                    .cc("boss@example.com")
                    .bcc("secret@example.com")
                    .attach(Attachment.of("räport.pdf", "application/pdf", new byte[1000]))
                    .header("X-Order-Id", "4711")
                    .inReplyTo("<before@example.com>")
                    .build());
        }

        ReceivedMail mail = exchange.mailbox().await(Duration.ofSeconds(5));
        assertThat(mail.recipientAddresses())
                .containsExactly("ops@example.com", "boss@example.com", "secret@example.com");
        assertThat(mail.text()).contains("Please look.");
        assertThat(mail.html()).contains("<p>Please look.</p>");
        assertThat(mail.header("X-Order-Id")).contains("4711");
        assertThat(mail.header("In-Reply-To")).contains("<before@example.com>");
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.messageId()).contains(receipt.messageId());
        assertThat(mail.attachments()).singleElement().satisfies(file -> assertThat(file.fileName())
                .contains("räport.pdf"));

        assertThat(receipt.transport()).isEqualTo("graph");
        assertThat(receipt.path()).isEqualTo("mime");
        assertThat(receipt.attempts()).isEqualTo(1);
        assertThat(receipt.accepted()).hasSize(3);
        assertThat(receipt.reply().code()).isEqualTo(202);
        assertThat(receipt.serverId()).isPresent();
        assertThat(receipt.reply().text())
                .contains("request-id " + receipt.serverId().orElseThrow());
        assertThat(receipt.tls().orElseThrow().protocol()).isEqualTo("TLSv1.3");
        assertThat(receipt.notes()).anySatisfy(note -> assertThat(note).startsWith("Path mime: fits into one request"));
        assertThat(graph.requests()).hasSize(1);
        assertThat(graph.sentItems()).containsExactly(receipt.messageId());
    }

    @Test
    void requestSaysWhatGraphWantsToKnow() {
        try (MailSender sender = sender(exchange.exchange())) {
            sender.send(email().build());
            sender.send(email().build());
        }

        List<ReceivedRequest> requests = graph.requests(GraphStage.SEND_MAIL);
        assertThat(requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.header("Content-Type")).contains("text/plain");
            assertThat(request.header("Content-Length")).contains(Long.toString(request.bodyBytes()));
            assertThat(request.header("Prefer")).contains("IdType=\"ImmutableId\"");
            assertThat(request.header("User-Agent"))
                    .hasValueSatisfying(agent -> assertThat(agent).startsWith("mailswitch/"));
            assertThat(request.header("SdkVersion"))
                    .hasValueSatisfying(sdk -> assertThat(sdk).contains("graph-java"));
        });
        Set<String> ids = new HashSet<>();
        requests.forEach(request -> ids.add(request.header("client-request-id").orElseThrow()));
        assertThat(ids).as("each request has its own id").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o'neil+x/y?z#1%41@example.com", "a&b=c@example.com"})
    void mailboxInTheUrlIsEncoded(String mailbox) {
        exchange.accounts().addMailbox(mailbox);
        try (MailSender sender = sender(exchange.exchange(), "mailswitch.graph.mailbox", mailbox)) {
            sender.send(email().from(mailbox).build());
        }

        assertThat(graph.requests()).singleElement().satisfies(request -> {
            String path = request.target();
            assertThat(URI.create("https://x" + path).getPath()).isEqualTo("/v1.0/users/" + mailbox + "/sendMail");
            assertThat(path).doesNotContain("?").doesNotContain("#");
        });
    }

    @Test
    void mailboxIsThatOfFrom_whenNoneIsConfigured() {
        exchange.accounts().addMailbox("other@example.com");
        try (MailSender sender = GraphFixture.senderWithout(exchange.exchange(), "mailswitch.graph.mailbox")) {
            sender.send(email().from("Other <other@example.com>").build());
        }

        assertThat(graph.requests()).singleElement().satisfies(request -> assertThat(request.target())
                .isEqualTo("/v1.0/users/other%40example.com/sendMail"));
    }

    @Test
    void sendsAsAnother_whereThatIsAllowed() {
        exchange.accounts().allowSendAs(Accounts.DEFAULT_USER, "team@example.com");
        try (MailSender sender = sender(exchange.exchange())) {
            sender.send(email().from("team@example.com").build());
        }

        assertThat(exchange.mailbox().await(Duration.ofSeconds(5)).from()).containsExactly("team@example.com");
    }

    @Test
    void otherFromIsRefusedWithAdvice() {
        try (MailSender sender = sender(exchange.exchange())) {
            MailException failure =
                    failure(() -> sender.send(email().from("ceo@example.com").build()));

            assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
            assertThat(failure.reply().orElseThrow().errorCode()).contains("ErrorSendAsDenied");
            assertThat(failure.advice()).contains("Add-RecipientPermission");
        }
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void recipientsOutsideTheHeaderGoIntoBcc() {
        Email email = email().envelopeRecipients("ops@example.com", "archive@example.com")
                .build();
        SendReceipt receipt;
        try (MailSender sender = sender(exchange.exchange())) {
            receipt = sender.send(email);
        }

        assertThat(exchange.mailbox().await(Duration.ofSeconds(5)).recipientAddresses())
                .containsExactly("ops@example.com", "archive@example.com");
        assertThat(receipt.notes()).anySatisfy(note -> assertThat(note).contains("Bcc"));
    }

    @Test
    void recipientOfTheHeaderAloneIsRefused() {
        Email email = email().envelopeRecipients("archive@example.com").build();
        try (MailSender sender = sender(exchange.exchange())) {
            MailException failure = failure(() -> sender.send(email));

            assertThat(failure).hasMessageContaining("no envelope");
            assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
        }
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void acceptedWithRetryAfterIsAccepted_andThePauseKept() {
        graph.at(GraphStage.SEND_MAIL).retryAfter(Duration.ofSeconds(60)).answerNormally();
        try (MailSender sender = sender(exchange.exchange())) {
            SendReceipt receipt = sender.send(email().build());
            MailException next = failure(() -> sender.send(email().build()));

            assertThat(receipt.reply().code()).isEqualTo(202);
            assertThat(next.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(next.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        }
        assertThat(exchange.mailbox().size()).isEqualTo(1);
        assertThat(graph.requests()).hasSize(1);
    }

    @Test
    void noMoreThanFourAreUnderWayForAMailbox() throws InterruptedException {
        // the first four wait so long for their answers that the others would be under way too if nothing held them
        graph.at(GraphStage.SEND_MAIL).times(4).delay(Duration.ofSeconds(1));
        try (MailSender sender = sender(exchange.exchange())) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Thread thread = new Thread(() -> sender.send(email().build()));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join(20_000);
            }
        }
        assertThat(exchange.mailbox().size()).isEqualTo(12);
        assertThat(graph.requests(GraphStage.SEND_MAIL)).hasSize(12);
        assertThat(graph.peakConcurrency()).isEqualTo(4);
    }
}
