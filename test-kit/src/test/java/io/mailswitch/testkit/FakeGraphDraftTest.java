package io.mailswitch.testkit;

import static io.mailswitch.testkit.HttpsTester.code;
import static io.mailswitch.testkit.HttpsTester.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.internal.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeGraphDraftTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String MESSAGES = "/users/sender@example.com/messages";
    private static final String DRAFT = """
            {"subject": "Report", "body": {"contentType": "text", "content": "see file"},
             "toRecipients": [{"emailAddress": {"address": "bob@example.com"}}]}""";

    private final FakeExchange exchange = FakeExchange.start();
    private HttpsTester client = new HttpsTester(exchange);

    @BeforeEach
    void reset() {
        exchange.reset();
        client = new HttpsTester(exchange); // the reset has dropped the connections of the old one
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    @Test
    void draftWithFileIsSent_immutableIdKept() throws IOException {
        JsonObject draft = json(create(DRAFT));
        String id = draft.string("id").orElseThrow();
        assertThat(draft.bool("isDraft")).contains(true);
        assertThat(draft.string("internetMessageId").orElseThrow()).startsWith("<");
        assertThat(exchange.graph().drafts()).hasSize(1);

        HttpResponse<String> attached = immutable("/" + encoded(id) + "/attachments", """
                {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.bin", "contentBytes": "AQIDBA=="}""");
        assertThat(attached.statusCode()).as(attached.body()).isEqualTo(201);
        assertThat(json(attached).integer("size")).contains(4L);

        assertThat(send(id).statusCode()).isEqualTo(202);

        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(mail.structure()).isEqualTo("multipart/mixed(text/plain,application/octet-stream)");
        assertThat(mail.attachments()).singleElement().satisfies(file -> assertThat(file.size())
                .isEqualTo(4));
        assertThat(exchange.graph().drafts()).isEmpty();
        assertThat(exchange.graph().sentItems())
                .containsExactly(mail.messageId().orElseThrow());
        JsonObject sent = json(get("/" + encoded(id) + "?$select=isDraft,sentDateTime"));
        assertThat(sent.bool("isDraft")).contains(false);
        assertThat(sent.names()).containsExactlyInAnyOrder("@odata.etag", "id", "isDraft", "sentDateTime");
    }

    @Test
    void defaultIdChangesWhenTheDraftIsSent() throws IOException {
        String id = json(client.postJson(MESSAGES, DRAFT)).string("id").orElseThrow();

        HttpResponse<String> sent =
                client.send(client.graph(MESSAGES + "/" + encoded(id) + "/send").POST(BodyPublishers.noBody()));

        assertThat(sent.statusCode()).isEqualTo(202);
        assertThat(code(client.get(MESSAGES + "/" + encoded(id)))).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void idsOfTheTwoKindsDoNotMix() throws IOException {
        String id = json(create(DRAFT)).string("id").orElseThrow();

        assertThat(code(client.get(MESSAGES + "/" + encoded(id)))).isEqualTo("ErrorItemNotFound");
        assertThat(get("/" + encoded(id)).statusCode()).isEqualTo(200);
        assertThat(get("/" + encoded(id).toLowerCase(Locale.ROOT)).statusCode()).isEqualTo(404);
    }

    @Test
    void sentMessageIsHardToFindAtFirst() throws IOException {
        exchange.graph().hideSent(2);
        String id = json(create(DRAFT)).string("id").orElseThrow();
        send(id);

        assertThat(get("/" + encoded(id)).statusCode()).isEqualTo(404);
        assertThat(get("/" + encoded(id)).statusCode()).isEqualTo(404);
        assertThat(get("/" + encoded(id)).statusCode()).isEqualTo(200);
    }

    @Test
    void draftIsSentOnce() throws IOException {
        String id = json(create(DRAFT)).string("id").orElseThrow();
        send(id);

        assertThat(send(id).statusCode()).isEqualTo(400);
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void deletedDraftIsGone() throws IOException {
        String id = json(create(DRAFT)).string("id").orElseThrow();

        HttpResponse<String> deleted = client.send(client.graph(MESSAGES + "/" + encoded(id))
                .header("Prefer", "IdType=\"ImmutableId\"")
                .DELETE());

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(exchange.graph().drafts()).isEmpty();
        assertThat(code(send(id))).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void deletedMailKeepsItsImmutableId() throws IOException {
        String id = json(create(DRAFT)).string("id").orElseThrow();
        assertThat(send(id).statusCode()).isEqualTo(202);
        String path = MESSAGES + "/" + encoded(id);
        String prefer = "IdType=\"ImmutableId\"";

        assertThat(client.send(client.graph(path).header("Prefer", prefer).DELETE())
                        .statusCode())
                .isEqualTo(204);

        assertThat(exchange.graph().sentItems()).isEmpty();
        JsonObject found =
                json(client.send(client.graph(path).header("Prefer", prefer).GET()));
        assertThat(found.bool("isDraft")).contains(false);
        assertThat(found.string("parentFolderId")).contains("AAMkAGFolderDeletedItems=");
    }

    @Test
    void receiptIsAskedForLater() throws IOException {
        String id = json(create(DRAFT)).string("id").orElseThrow();

        HttpResponse<String> changed = patch(id, "{\"isDeliveryReceiptRequested\": true}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(changed).bool("isDeliveryReceiptRequested")).contains(true);
        assertThat(code(patch(id, "{\"isDeliveryReceiptWanted\": true}"))).isEqualTo("RequestBodyRead");
        assertThat(code(patch(id, "{\"subject\": \"x\"}"))).isEqualTo("BadRequest");
        send(id);
        assertThat(exchange.mailbox().await(SOON).recipients())
                .singleElement()
                .satisfies(recipient -> assertThat(recipient.parameters()).containsEntry("NOTIFY", "SUCCESS"));
        assertThat(code(patch(id, "{\"isDeliveryReceiptRequested\": false}")))
                .isEqualTo("ErrorInvalidPropertyForOperation");
    }

    private HttpResponse<String> patch(String id, String body) throws IOException {
        return client.send(client.graph(MESSAGES + "/" + encoded(id))
                .header("Content-Type", "application/json")
                .header("Prefer", "IdType=\"ImmutableId\"")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/plain |       | multipart/mixed(multipart/alternative(text/plain,text/html),text/plain)
                    image/png  | dot@x | multipart/related(multipart/alternative(text/plain,text/html),image/png)
                    """)
    void mimeDraftTakesFiles(String type, @Nullable String contentId, String structure) throws IOException {
        String mime = """
                From: sender@example.com
                To: bob@example.com
                Bcc: hidden@example.com
                Subject: Disk
                Message-ID: <m2@example.com>
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                plain
                --b
                Content-Type: text/html

                <p>html</p>
                --b--
                """.replace("\n", "\r\n");
        HttpResponse<String> created = client.send(client.graph(MESSAGES)
                .header("Content-Type", "text/plain")
                .header("Prefer", "IdType=\"ImmutableId\"")
                .POST(BodyPublishers.ofString(
                        Base64.getMimeEncoder().encodeToString(mime.getBytes(StandardCharsets.UTF_8)))));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(json(created).string("internetMessageId")).contains("<m2@example.com>");
        String id = json(created).string("id").orElseThrow();
        immutable("/" + encoded(id) + "/attachments", """
                {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt", "contentType": "TYPE", ID
                 "contentBytes": "aGk="}""".replace("TYPE", type)
                .replace("ID", contentId == null ? "" : "\"isInline\": true, \"contentId\": \"" + contentId + "\","));

        assertThat(send(id).statusCode()).isEqualTo(202);

        ReceivedMail mail = exchange.mailbox().await(SOON);
        assertThat(mail.structure()).isEqualTo(structure);
        assertThat(mail.attachments().get(0).contentId()).isEqualTo(Optional.ofNullable(contentId));
        assertThat(mail.messageId()).contains("<m2@example.com>");
        assertThat(mail.recipientAddresses()).containsExactly("bob@example.com", "hidden@example.com");
        assertThat(mail.header("Bcc")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void largeFileComesInSlices(boolean plainRanges) throws IOException {
        exchange.graph().plainRanges(plainRanges);
        byte[] file = new byte[9_000_001];
        new Random(1).nextBytes(file);
        String id = json(create(DRAFT)).string("id").orElseThrow();
        JsonObject session = session(id, file.length);
        assertThat(session.strings("nextExpectedRanges")).containsExactly(plainRanges ? "0" : "0-");
        URI url = URI.create(session.string("uploadUrl").orElseThrow());

        HttpResponse<String> first = put(url, file, 0, 4_000_000);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(json(first).strings("nextExpectedRanges")).containsExactly(plainRanges ? "4000000" : "4000000-");
        assertThat(put(url, file, 4_000_000, 8_000_000).statusCode()).isEqualTo(200);
        HttpResponse<String> last = put(url, file, 8_000_000, file.length);

        assertThat(last.statusCode()).isEqualTo(201);
        assertThat(last.body()).isEmpty();
        assertThat(last.headers().firstValue("Location")).isPresent();
        assertThat(exchange.graph().openUploads()).isZero();
        assertThat(send(id).statusCode()).isEqualTo(202);
        assertThat(exchange.mailbox().await(SOON).attachments()).singleElement().satisfies(received -> {
            assertThat(received.size()).isEqualTo(file.length);
            assertThat(received.sha256()).isEqualTo(sha256(file));
        });
        assertThat(exchange.graph().requests(GraphStage.UPLOAD_SLICE))
                .extracting(ReceivedRequest::status)
                .containsExactly(200, 200, 201);
    }

    @Test
    void slicesAreRefusedOutOfOrder() throws IOException {
        byte[] file = new byte[4_000_000];
        URI url = uploadUrl(file.length);

        assertThat(code(put(url, file, 1_000_000, 2_000_000))).isEqualTo("fragmentOutOfOrder");
        assertThat(put(url, file, 0, 1_000_000).statusCode()).isEqualTo(200);
        assertThat(code(put(url, file, 0, 1_000_000))).isEqualTo("fragmentOverlap");
        assertThat(put(url, file, 1_000_000, file.length).statusCode()).isEqualTo(201);
        assertThat(code(put(url, file, 0, 1_000_000))).isEqualTo("uploadSessionNotFound");
    }

    @Test
    void sliceMustBeWhatItSays() throws IOException {
        byte[] file = new byte[9_000_000];
        URI url = uploadUrl(file.length);

        assertThat(put(url, file, 0, 4_194_305).statusCode()).isEqualTo(413);
        assertThat(code(client.send(slice(url, file, 0, 100).setHeader("Content-Range", "bytes 0-100/9000000"))))
                .isEqualTo("invalidRange");
        assertThat(code(client.send(slice(url, file, 0, 100).setHeader("Content-Range", "bytes 0-99/8"))))
                .isEqualTo("invalidRange");
        assertThat(client.send(slice(url, file, 0, 100).setHeader("Content-Type", "text/plain"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(client.send(slice(url, file, 0, 100).header("Authorization", "Bearer x"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(client.send(slice(URI.create(url + "x"), file, 0, 100)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void uploadMayBeCancelled() throws IOException {
        URI url = uploadUrl(4_000_000);
        assertThat(exchange.graph().openUploads()).isEqualTo(1);

        assertThat(client.send(HttpRequest.newBuilder(url).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(exchange.graph().openUploads()).isZero();
        assertThat(put(url, new byte[4_000_000], 0, 100).statusCode()).isEqualTo(404);
    }

    @Test
    void uploadUrlExpires() throws IOException {
        exchange.graph().uploadLife(Duration.ZERO);
        URI url = uploadUrl(4_000_000);

        assertThat(code(put(url, new byte[4_000_000], 0, 100))).isEqualTo("uploadSessionNotFound");
    }

    @Test
    void smallOrHugeFilesGetNoSession() throws IOException {
        String id = json(create(DRAFT)).string("id").orElseThrow();

        assertThat(code(createSession(id, 2_999_999))).isEqualTo("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize");
        assertThat(code(createSession(id, 40L << 20))).isEqualTo("ErrorMessageSizeExceeded");
        exchange.graph().maxMessageBytes(150L << 20);
        assertThat(createSession(id, 40L << 20).statusCode()).isEqualTo(201);
    }

    private URI uploadUrl(long size) throws IOException {
        String id = json(create(DRAFT)).string("id").orElseThrow();
        return URI.create(session(id, size).string("uploadUrl").orElseThrow());
    }

    private JsonObject session(String id, long size) throws IOException {
        HttpResponse<String> response = createSession(id, size);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response);
    }

    private HttpResponse<String> createSession(String id, long size) throws IOException {
        return immutable(
                "/" + encoded(id) + "/attachments/createUploadSession",
                "{\"AttachmentItem\": {\"attachmentType\": \"file\", \"name\": \"big.bin\", \"size\": " + size + "}}");
    }

    private HttpResponse<String> put(URI url, byte[] file, int from, int to) throws IOException {
        return client.send(slice(url, file, from, to));
    }

    private static HttpRequest.Builder slice(URI url, byte[] file, int from, int to) {
        return HttpRequest.newBuilder(url)
                .timeout(SOON)
                .header("Content-Type", "application/octet-stream")
                .header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length)
                .PUT(BodyPublishers.ofByteArray(Arrays.copyOfRange(file, from, to)));
    }

    private HttpResponse<String> create(String draft) throws IOException {
        HttpResponse<String> created = immutable("", draft);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created;
    }

    private HttpResponse<String> immutable(String path, String body) throws IOException {
        return client.send(client.graph(MESSAGES + path)
                .header("Content-Type", "application/json")
                .header("Prefer", "IdType=\"ImmutableId\"")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws IOException {
        return client.send(client.graph(MESSAGES + path)
                .header("Prefer", "IdType=\"ImmutableId\"")
                .GET());
    }

    private HttpResponse<String> send(String id) throws IOException {
        return client.send(client.graph(MESSAGES + "/" + encoded(id) + "/send")
                .header("Prefer", "IdType=\"ImmutableId\"")
                .POST(BodyPublishers.noBody()));
    }

    private static String encoded(String id) {
        return id.replace("=", "%3D");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
