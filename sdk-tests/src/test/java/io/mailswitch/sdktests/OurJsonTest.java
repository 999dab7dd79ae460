package io.mailswitch.sdktests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.users.item.messages.item.attachments.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import com.microsoft.kiota.serialization.Parsable;
import io.mailswitch.Attachment;
import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.Email;
import io.mailswitch.EmailBuilder;
import io.mailswitch.Importance;
import io.mailswitch.ListUnsubscribe;
import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Microsoft's model reads every JSON request of the Graph transport, knows all of it, and would write it with the same values. */
class OurJsonTest {
    private static final int WHOLE = 8 << 20;

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @BeforeEach
    void keepBodies() {
        exchange.exchange().graph().keepBodies(WHOLE);
    }

    private static MailSender sender(String... changes) {
        Map<String, String> settings = new HashMap<>(exchange.exchange().settings("graph"));
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return MailSender.open(MailConfig.of(settings));
    }

    private static String send(Email email) {
        try (MailSender sender = sender()) {
            return sender.send(email).path();
        }
    }

    private static EmailBuilder email() {
        return Email.builder().from(Accounts.DEFAULT_USER).to("ops@example.com").subject("Disk 91 % full");
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    /** Judges every request with JSON that arrived. */
    private static List<Parsable> judged() {
        List<Parsable> judged = new ArrayList<>();
        for (ReceivedRequest request : exchange.exchange().graph().requests()) {
            if (request.header("Content-Type").orElse("").equals("application/json")) {
                JsonObject ours = JsonParser.parseString(request.body()).getAsJsonObject();
                Parsable read = TypedModel.read(GraphStage.valueOf(request.stage()), ours);
                assertThat(TypedModel.unknown(read)).as("unknown in %s", ours).isEmpty();
                assertThat(TypedModel.values(TypedModel.write(read))).isEqualTo(TypedModel.values(ours));
                judged.add(read);
            }
        }
        return judged;
    }

    @Test
    void messageWithEverything() {
        byte[] image = bytes(1000);
        String html = "<p>Ünïcode \u2028 \"quoted\" <img src=\"cid:logo\"></p>";

        String path = send(email().html(html)
                .to("Ops Team <ops@example.com>")
                .cc("Größe <cc@example.com>")
                .bcc("bcc@example.com")
                .replyTo("reply@example.com")
                .sender(Accounts.DEFAULT_USER)
                .importance(Importance.HIGH)
                .readReceiptTo(Accounts.DEFAULT_USER)
                .deliveryStatus(DeliveryStatusRequest.on(Notify.SUCCESS))
                .header("X-Order-Id", "4711")
                .inReplyTo("<a@example.com>")
                .references("<a@example.com>", "<b@example.com>")
                .listUnsubscribe(ListUnsubscribe.of(URI.create("mailto:off@example.com")))
                .attach(Attachment.of("logo.png", "image/png", image).inline("logo"))
                .attach(Attachment.of("räk.pdf", "application/pdf", bytes(2000)))
                .saveToSentItems(false)
                .build());

        assertThat(path).isEqualTo("json");
        assertThat(judged()).singleElement().isInstanceOfSatisfying(SendMailPostRequestBody.class, request -> {
            assertThat(request.getSaveToSentItems()).isFalse();
            Message message = request.getMessage();
            assertThat(message.getBody().getContentType()).isEqualTo(BodyType.Html);
            assertThat(message.getBody().getContent()).isEqualTo(html);
            assertThat(message.getImportance()).isEqualTo(com.microsoft.graph.models.Importance.High);
            assertThat(message.getIsReadReceiptRequested()).isTrue();
            assertThat(message.getIsDeliveryReceiptRequested()).isTrue();
            assertThat(message.getSingleValueExtendedProperties()).hasSize(3);
            assertThat(message.getInternetMessageHeaders()).hasSize(1);
            assertThat(message.getReplyTo()).hasSize(1);
            assertThat(message.getAttachments().get(0)).isInstanceOfSatisfying(FileAttachment.class, file -> {
                assertThat(file.getContentBytes()).isEqualTo(image);
                assertThat(file.getIsInline()).isTrue();
            });
        });
    }

    @Test
    void plainText() {
        send(email().text("Please look.")
                .importance(Importance.LOW)
                .saveToSentItems(false)
                .build());

        assertThat(judged()).singleElement().isInstanceOfSatisfying(SendMailPostRequestBody.class, request -> {
            assertThat(request.getMessage().getBody().getContentType()).isEqualTo(BodyType.Text);
            assertThat(request.getMessage().getImportance()).isEqualTo(com.microsoft.graph.models.Importance.Low);
            assertThat(request.getMessage().getAttachments()).isNull();
            assertThat(request.getMessage().getInternetMessageHeaders())
                    .as("Graph refuses an empty list")
                    .isNull();
        });
    }

    @Test
    void filesOfADraft() {
        byte[] small = bytes(2_000_000);

        String path = send(email().text("Two files.")
                .attach(Attachment.of("large.bin", "application/octet-stream", bytes(3_500_000)))
                .attach(Attachment.of("small.bin", "application/octet-stream", small))
                .build());

        assertThat(path).isEqualTo("draft");
        List<Parsable> requests = judged();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0)).isInstanceOfSatisfying(CreateUploadSessionPostRequestBody.class, request -> {
            assertThat(request.getAttachmentItem().getName()).isEqualTo("large.bin");
            assertThat(request.getAttachmentItem().getSize()).isEqualTo(3_500_000);
        });
        assertThat(requests.get(1))
                .isInstanceOfSatisfying(FileAttachment.class, file -> assertThat(file.getContentBytes())
                        .isEqualTo(small));
    }

    @Test
    void deliveryReceiptOfADraft() {
        String path = send(email().text("Both")
                .html("<p>Both</p>")
                .deliveryStatus(DeliveryStatusRequest.on(Notify.SUCCESS))
                .build());

        assertThat(path).isEqualTo("draft");
        assertThat(judged()).singleElement().isInstanceOfSatisfying(Message.class, change -> assertThat(
                        change.getIsDeliveryReceiptRequested())
                .isTrue());
    }

    @Test
    void probesOfTheCheck() {
        try (MailSender sender = sender("mailswitch.graph.verify-unknown", "true")) {
            assertThat(sender.check().ok()).isTrue();
        }

        assertThat(judged()).hasSize(2);
    }
}
