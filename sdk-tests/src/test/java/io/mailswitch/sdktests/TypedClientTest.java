package io.mailswitch.sdktests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.AttachmentItem;
import com.microsoft.graph.models.AttachmentType;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.Importance;
import com.microsoft.graph.models.InternetMessageHeader;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.graph.users.item.messages.item.attachments.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.GraphPermission;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The fake is Graph enough for Microsoft's own client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypedClientTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String IMMUTABLE = "IdType=\"ImmutableId\"";

    private final FakeExchange exchange = FakeExchange.start();
    private final TypedClient client = new TypedClient(exchange);
    private final UserItemRequestBuilder user = client.graph.users().byUserId("sender@example.com");

    @BeforeEach
    void reset() {
        exchange.reset();
    }

    @AfterAll
    void close() {
        client.close();
        exchange.close();
    }

    @Test
    void sendMailWithEverything() {
        Message message = message("Größe 91 %");
        message.setBody(body(BodyType.Html, "<p>Hello</p><img src=\"cid:logo\">"));
        message.setCcRecipients(List.of(recipient("cc@example.com")));
        message.setBccRecipients(List.of(recipient("hidden@example.com")));
        message.setReplyTo(List.of(recipient("answers@example.com")));
        message.setFrom(recipient("sender@example.com"));
        message.setImportance(Importance.High);
        message.setIsReadReceiptRequested(true);
        message.setIsDeliveryReceiptRequested(true);
        message.setCategories(List.of("Red category"));
        InternetMessageHeader header = new InternetMessageHeader();
        header.setName("x-ticket");
        header.setValue("4711");
        message.setInternetMessageHeaders(List.of(header));
        SingleValueLegacyExtendedProperty unsubscribe = new SingleValueLegacyExtendedProperty();
        unsubscribe.setId("String 0x1045");
        unsubscribe.setValue("<https://example.com/u>");
        message.setSingleValueExtendedProperties(List.of(unsubscribe));
        FileAttachment logo = file("logo.png", "image/png", new byte[] {1, 2, 3});
        logo.setIsInline(true);
        logo.setContentId("logo");
        message.setAttachments(List.of(logo, file("a.txt", "text/plain", "hi".getBytes(StandardCharsets.UTF_8))));
        SendMailPostRequestBody body = new SendMailPostRequestBody();
        body.setMessage(message);
        body.setSaveToSentItems(false);

        user.sendMail().post(body);

        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(mail.subject()).isEqualTo("Größe 91 %");
        assertThat(mail.recipientAddresses())
                .containsExactly("bob@example.com", "cc@example.com", "hidden@example.com");
        assertThat(mail.header("x-ticket")).contains("4711");
        assertThat(mail.header("List-Unsubscribe")).contains("<https://example.com/u>");
        assertThat(mail.header("Importance")).contains("high");
        assertThat(mail.header("Disposition-Notification-To")).contains("<sender@example.com>");
        assertThat(mail.structure())
                .isEqualTo(
                        "multipart/mixed(multipart/related(multipart/alternative(text/plain,text/html),image/png),text/plain)");
        assertThat(exchange.graph().sentItems()).isEmpty();
        assertThat(exchange.graph().requests(GraphStage.SEND_MAIL)).hasSize(1);
    }

    @Test
    void draftThroughItsWholeLife() throws IOException {
        Message draft = user.messages().post(message("Report"), c -> c.headers.add("Prefer", IMMUTABLE));
        String id = Objects.requireNonNull(Objects.requireNonNull(draft).getId(), "id");
        assertThat(draft.getIsDraft()).isTrue();

        Attachment small = user.messages()
                .byMessageId(id)
                .attachments()
                .post(file("small.txt", "text/plain", new byte[100]), c -> c.headers.add("Prefer", IMMUTABLE));
        assertThat(Objects.requireNonNull(small).getSize()).isEqualTo(100);

        byte[] large = new byte[5_000_000];
        new Random(7).nextBytes(large);
        AttachmentItem item = new AttachmentItem();
        item.setAttachmentType(AttachmentType.File);
        item.setName("large.bin");
        item.setSize((long) large.length);
        CreateUploadSessionPostRequestBody wanted = new CreateUploadSessionPostRequestBody();
        wanted.setAttachmentItem(item);
        UploadSession session = user.messages()
                .byMessageId(id)
                .attachments()
                .createUploadSession()
                .post(wanted, c -> c.headers.add("Prefer", IMMUTABLE));
        assertThat(Objects.requireNonNull(session).getNextExpectedRanges()).containsExactly("0-");
        assertThat(session.getExpirationDateTime()).isNotNull();
        String url = Objects.requireNonNull(session.getUploadUrl(), "uploadUrl");
        assertThat(put(url, large, 0, 3_932_160)).isEqualTo(200);
        assertThat(put(url, large, 3_932_160, large.length)).isEqualTo(201);

        user.messages().byMessageId(id).send().post(c -> c.headers.add("Prefer", IMMUTABLE));

        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(mail.attachments()).extracting(file -> file.size()).containsExactly(100L, (long) large.length);
        Message sent = user.messages().byMessageId(id).get(c -> {
            c.headers.add("Prefer", IMMUTABLE);
            Objects.requireNonNull(c.queryParameters).select = new String[] {"isDraft", "sentDateTime"};
        });
        assertThat(Objects.requireNonNull(sent).getIsDraft()).isFalse();
        assertThat(sent.getSentDateTime()).isNotNull();
    }

    @Test
    void sentItemsAreListed() {
        SendMailPostRequestBody body = new SendMailPostRequestBody();
        body.setMessage(message("One"));
        // the typed client says false where nothing is said
        body.setSaveToSentItems(true);
        user.sendMail().post(body);
        String messageId = exchange.mailbox().await(SOON).messageId().orElseThrow();

        List<Message> found = Objects.requireNonNull(user.mailFolders()
                        .byMailFolderId("sentitems")
                        .messages()
                        .get(c -> {
                            var query = Objects.requireNonNull(c.queryParameters);
                            query.filter = "internetMessageId eq '" + messageId + "'";
                            query.select = new String[] {"internetMessageId", "subject"};
                            query.top = 5;
                        }))
                .getValue();

        assertThat(found).singleElement().satisfies(item -> {
            assertThat(item.getSubject()).isEqualTo("One");
            assertThat(item.getInternetMessageId()).isEqualTo(messageId);
        });
        assertThat(Objects.requireNonNull(
                                user.mailFolders().byMailFolderId("drafts").get())
                        .getId())
                .isNotNull();
    }

    @Test
    void draftIsDeleted() {
        String id = Objects.requireNonNull(
                Objects.requireNonNull(user.messages().post(message("x"))).getId(), "id");

        user.messages().byMessageId(id).delete();

        assertThat(exchange.graph().drafts()).isEmpty();
        ODataError gone = catchThrowableOfType(
                ODataError.class, () -> user.messages().byMessageId(id).get());
        assertThat(Objects.requireNonNull(gone.getError()).getCode()).isEqualTo("ErrorItemNotFound");
        assertThat(gone.getResponseStatusCode()).isEqualTo(404);
        assertThat(Objects.requireNonNull(gone.getError().getInnerError()).getRequestId())
                .isNotNull();
    }

    @Test
    void errorsAreUnderstood() {
        exchange.graph().allow(GraphPermission.MAIL_READ);
        SendMailPostRequestBody body = new SendMailPostRequestBody();
        body.setMessage(message("x"));

        ODataError denied =
                catchThrowableOfType(ODataError.class, () -> user.sendMail().post(body));

        assertThat(Objects.requireNonNull(denied.getError()).getCode()).isEqualTo("ErrorAccessDenied");
        assertThat(denied.getError().getMessage()).startsWith("Access is denied.");
    }

    private int put(String url, byte[] file, int from, int to) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length)
                .put(RequestBody.create(Arrays.copyOfRange(file, from, to), MediaType.get("application/octet-stream")))
                .build();
        try (Response response = client.http.newCall(request).execute()) {
            return response.code();
        }
    }

    private static Message message(String subject) {
        Message message = new Message();
        message.setSubject(subject);
        message.setBody(body(BodyType.Text, "see file"));
        message.setToRecipients(List.of(recipient("bob@example.com")));
        return message;
    }

    private static ItemBody body(BodyType type, String content) {
        ItemBody body = new ItemBody();
        body.setContentType(type);
        body.setContent(content);
        return body;
    }

    private static Recipient recipient(String address) {
        EmailAddress email = new EmailAddress();
        email.setAddress(address);
        Recipient recipient = new Recipient();
        recipient.setEmailAddress(email);
        return recipient;
    }

    private static FileAttachment file(String name, String type, byte[] content) {
        FileAttachment file = new FileAttachment();
        file.setName(name);
        file.setContentType(type);
        file.setContentBytes(content);
        file.setOdataType("#microsoft.graph.fileAttachment");
        return file;
    }
}
