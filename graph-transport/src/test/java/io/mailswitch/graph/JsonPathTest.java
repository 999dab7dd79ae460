package io.mailswitch.graph;

import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static io.mailswitch.graph.GraphFixture.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.CalendarPart;
import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.EmailBuilder;
import io.mailswitch.Feature;
import io.mailswitch.Importance;
import io.mailswitch.ListUnsubscribe;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedMail;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonPathTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private final FakeGraph graph = exchange.exchange().graph();

    private SendReceipt send(EmailBuilder email, String... changes) {
        try (MailSender sender = sender(exchange.exchange(), changes)) {
            return sender.send(email.build());
        }
    }

    private static ReceivedMail arrived() {
        return exchange.mailbox().await(Duration.ofSeconds(5));
    }

    @Test
    void mailWithoutCopyGoesAsJson() {
        byte[] image = GraphFixture.bytes(50_001);
        SendReceipt receipt = send(email().html("<p>Überraschung \"\\ \u2028 <img src='cid:logo'></p>")
                .to("Ops \"A\" <ops@example.com>")
                .cc("boss@example.com")
                .bcc("secret@example.com")
                .replyTo("help@example.com")
                .importance(Importance.HIGH)
                .readReceiptTo("sender@example.com")
                .header("X-Order-Id", "4711")
                .inReplyTo("<b@example.com>")
                .references("<a@example.com>", "<b@example.com>")
                .listUnsubscribe(ListUnsubscribe.of(URI.create("mailto:off@example.com")))
                .attach(Attachment.of("bild.png", "image/png", image).inline("logo"))
                .attach(Attachment.of("leer.txt", "text/plain", new byte[0]))
                .saveToSentItems(false));

        assertThat(receipt.path()).isEqualTo("json");
        assertThat(receipt.notes())
                .anySatisfy(note -> assertThat(note).startsWith("Path json: no copy in Sent Items is asked for"))
                .anySatisfy(note -> assertThat(note).startsWith("The text was left out"));
        ReceivedMail mail = arrived();
        assertThat(mail.recipientAddresses())
                .containsExactly("ops@example.com", "boss@example.com", "secret@example.com");
        assertThat(mail.html()).hasValueSatisfying(html -> assertThat(html).contains("Überraschung \"\\ \u2028"));
        assertThat(mail.replyTo()).containsExactly("help@example.com");
        assertThat(mail.header("Importance"))
                .hasValueSatisfying(value -> assertThat(value).isEqualToIgnoringCase("high"));
        assertThat(mail.header("X-Order-Id")).contains("4711");
        assertThat(mail.header("In-Reply-To")).contains("<b@example.com>");
        assertThat(mail.header("References")).contains("<a@example.com> <b@example.com>");
        assertThat(mail.header("List-Unsubscribe")).contains("<mailto:off@example.com>");
        assertThat(mail.header("Disposition-Notification-To")).isPresent();
        assertThat(mail.messageId()).contains(receipt.messageId());
        assertThat(mail.attachments()).hasSize(2).anySatisfy(file -> {
            assertThat(file.contentId()).contains("logo");
            assertThat(file.size()).isEqualTo(image.length);
        });
        assertThat(graph.sentItems()).isEmpty();
        assertThat(graph.requests()).singleElement().satisfies(request -> {
            assertThat(request.header("Content-Type")).contains("application/json");
            assertThat(request.header("Content-Length")).contains(Long.toString(request.bodyBytes()));
        });
    }

    @Test
    void configurationMayLeaveNoCopy() {
        SendReceipt receipt = send(email(), "mailswitch.graph.save-to-sent-items", "false");

        assertThat(receipt.path()).isEqualTo("json");
        assertThat(arrived().text()).hasValueSatisfying(text -> assertThat(text).startsWith("Please look."));
        assertThat(graph.sentItems()).isEmpty();
    }

    @Test
    void messageOverridesConfiguration() {
        SendReceipt receipt = send(email().saveToSentItems(true), "mailswitch.graph.save-to-sent-items", "false");

        assertThat(receipt.path()).isEqualTo("mime");
        assertThat(graph.sentItems()).hasSize(1);
    }

    @Test
    void deliveryReceiptMakesItJson() {
        SendReceipt receipt = send(email().deliveryStatus(DeliveryStatusRequest.on(Notify.SUCCESS, Notify.FAILURE)));

        assertThat(receipt.path()).isEqualTo("json");
        assertThat(arrived().recipients())
                .allSatisfy(recipient -> assertThat(recipient.parameters()).containsEntry("NOTIFY", "SUCCESS"));
        assertThat(graph.sentItems()).hasSize(1);
    }

    static Stream<Arguments> whatJsonCannotCarry() {
        String calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
        return Stream.of(
                Arguments.of(Feature.CALENDAR, email().calendar(new CalendarPart("REQUEST", calendar)), "calendar"),
                Arguments.of(Feature.OTHER_HEADERS, email().header("Organization", "Contoso"), "Organization"),
                Arguments.of(
                        Feature.LIST_UNSUBSCRIBE,
                        email().listUnsubscribe(ListUnsubscribe.oneClick(URI.create("https://example.com/off"))),
                        "List-Unsubscribe-Post"),
                Arguments.of(
                        Feature.X_HEADERS,
                        email().header("X-1", "a")
                                .header("X-2", "b")
                                .header("X-3", "c")
                                .header("X-4", "d")
                                .header("X-5", "e")
                                .header("X-6", "f"),
                        "at most 5"),
                Arguments.of(
                        Feature.NO_SENT_ITEMS_COPY,
                        email().attach(Attachment.of("a.bin", "application/x-a", new byte[3 << 20])),
                        "one request"),
                Arguments.of(
                        Feature.DELIVERY_STATUS,
                        email().deliveryStatus(DeliveryStatusRequest.on(Notify.NEVER)),
                        "NEVER"));
    }

    @ParameterizedTest
    @MethodSource("whatJsonCannotCarry")
    void whatJsonCannotCarryIsRefusedBeforeAnythingIsSent(Feature feature, EmailBuilder email, String why) {
        MailException failure = failure(() -> send(email.saveToSentItems(false)));

        assertThat(failure).isInstanceOf(UnsupportedFeatureException.class).hasMessageContaining(why);
        assertThat(((UnsupportedFeatureException) failure).feature()).isEqualTo(feature);
        assertThat(graph.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("whatJsonCannotCarry")
    void whatJsonCannotCarryIsLeftOut_whereThatIsAllowed(Feature feature, EmailBuilder email, String why) {
        SendReceipt receipt = send(email.saveToSentItems(false), "mailswitch.unsupported", "warn");

        assertThat(receipt.notes()).anySatisfy(note -> assertThat(note)
                .startsWith("Left out: " + feature.title())
                .contains(why));
        assertThat(arrived().messageId()).contains(receipt.messageId());
        assertThat(graph.sentItems()).hasSize(feature == Feature.NO_SENT_ITEMS_COPY ? 1 : 0);
        assertThat(graph.drafts()).isEmpty();
    }

    @Test
    void exactlyFiveHeadersAreFine() {
        EmailBuilder email = email().saveToSentItems(false);
        for (int i = 1; i <= 5; i++) {
            email.header("X-Own-" + i, "ä" + i);
        }
        send(email);

        assertThat(arrived().header("X-Own-5")).isPresent();
        assertThat(graph.requests(GraphStage.SEND_MAIL)).hasSize(1);
    }
}
