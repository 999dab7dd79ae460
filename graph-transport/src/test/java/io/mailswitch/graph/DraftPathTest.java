package io.mailswitch.graph;

import static io.mailswitch.graph.GraphFixture.bytes;
import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static io.mailswitch.graph.GraphFixture.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.AuthenticationException;
import io.mailswitch.CalendarPart;
import io.mailswitch.ContentSource;
import io.mailswitch.Email;
import io.mailswitch.EmailBuilder;
import io.mailswitch.FailureOrigin;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphPermission;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedAttachment;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.ReceivedRequest;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftPathTest {
    private static final int SLICE = 3_932_160;

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

    private static Attachment file(String name, int size) {
        return Attachment.of(name, "application/octet-stream", bytes(size));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void assertNothingLeft() {
        assertThat(graph.drafts()).as("drafts left behind").isEmpty();
        assertThat(graph.openUploads()).as("uploads left behind").isZero();
        assertThat(exchange.mailbox().all()).as("mails that arrived").isEmpty();
    }

    @Test
    void largeFileIsUploadedInSlicesInOrderAndWithoutOurToken() {
        int size = 2 * SLICE + 1;
        SendReceipt receipt = send(email().attach(file("a.bin", size)));

        List<ReceivedRequest> slices = graph.requests(GraphStage.UPLOAD_SLICE);
        assertThat(slices)
                .extracting(slice -> slice.header("Content-Range").orElseThrow())
                .containsExactly(
                        "bytes 0-3932159/7864321", "bytes 3932160-7864319/7864321", "bytes 7864320-7864320/7864321");
        assertThat(slices).allSatisfy(slice -> {
            assertThat(slice.header("Authorization")).isEmpty();
            assertThat(slice.header("Content-Type")).contains("application/octet-stream");
            assertThat(slice.header("Content-Length")).contains(Long.toString(slice.bodyBytes()));
        });
        assertThat(receipt.path()).isEqualTo("draft");
        assertThat(receipt.reply().code()).isEqualTo(202);
        assertThat(receipt.notes()).anySatisfy(note -> assertThat(note).startsWith("Path draft: larger than one"));
        ReceivedAttachment file = arrived().attachments().get(0);
        assertThat(file.fileName()).contains("a.bin");
        assertThat(file.sha256()).isEqualTo(sha256(bytes(size)));
        assertThat(graph.drafts()).isEmpty();
        assertThat(graph.sentItems()).containsExactly(receipt.messageId());
        assertThat(graph.openUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {SLICE, 2 * SLICE, SLICE + 1})
    void everyOctetArrives(int size) {
        graph.plainRanges(size % 2 == 0);
        send(email().attach(file("a.bin", size)));

        assertThat(arrived().attachments().get(0).sha256()).isEqualTo(sha256(bytes(size)));
    }

    @Test
    void draftKeepsBodiesHeadersAndOrder() {
        String calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
        SendReceipt receipt = send(email().html("<p><img src=\"cid:logo\"></p>")
                .bcc("secret@example.com")
                .calendar(new CalendarPart("REQUEST", calendar))
                .header("X-Order-Id", "4711")
                .inReplyTo("<before@example.com>")
                .attach(file("1-small.bin", 1000))
                .attach(file("2-large.bin", 4_000_000))
                .attach(file("3-medium.bin", 2_000_000))
                .attach(Attachment.of("4-inline.png", "image/png", bytes(70_000))
                        .inline("logo"))
                .attach(Attachment.of("5-räksmörgås.txt", "text/plain", new byte[0])));

        ReceivedMail mail = arrived();
        assertThat(mail.messageId()).contains(receipt.messageId());
        assertThat(mail.recipientAddresses()).containsExactly("ops@example.com", "secret@example.com");
        assertThat(mail.text()).contains("Please look.");
        assertThat(mail.html()).hasValueSatisfying(html -> assertThat(html).contains("cid:logo"));
        assertThat(mail.header("X-Order-Id")).contains("4711");
        assertThat(mail.header("In-Reply-To")).contains("<before@example.com>");
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.attachments())
                .extracting(ReceivedAttachment::contentType)
                .contains("text/calendar");
        assertThat(mail.attachments())
                .filteredOn(file -> file.fileName().orElse("").matches("\\d-.*"))
                .extracting(file -> file.fileName().orElseThrow())
                .containsSubsequence("1-small.bin", "2-large.bin", "3-medium.bin", "5-räksmörgås.txt")
                .contains("4-inline.png");
        assertThat(mail.attachments())
                .filteredOn(file -> file.fileName().equals(Optional.of("4-inline.png")))
                .singleElement()
                .satisfies(file -> assertThat(file.contentId()).contains("logo"));
        assertThat(graph.requests(GraphStage.ADD_ATTACHMENT))
                .as("2 and 5 one by one")
                .hasSize(2);
        assertThat(graph.requests(GraphStage.CREATE_UPLOAD_SESSION)).hasSize(1);
    }

    @Test
    void largeInlineImageIsUploadedAsInline() {
        byte[] image = bytes(4_000_000);
        send(email().html("<img src=\"cid:big\">")
                .attach(Attachment.of("big.png", "image/png", image).inline("big")));

        assertThat(arrived().attachments()).singleElement().satisfies(file -> {
            assertThat(file.contentId()).contains("big");
            assertThat(file.contentType()).isEqualTo("image/png");
            assertThat(file.sha256()).isEqualTo(sha256(image));
        });
    }

    @Test
    void manyMediumFilesNeedNoUpload() {
        EmailBuilder email = email();
        for (int i = 0; i < 4; i++) {
            email.attach(file("file-" + i + ".bin", 1_500_000));
        }
        send(email);

        assertThat(arrived().attachments())
                .extracting(file -> file.fileName().orElseThrow())
                .containsExactly("file-0.bin", "file-1.bin", "file-2.bin", "file-3.bin");
        assertThat(graph.requests(GraphStage.CREATE_UPLOAD_SESSION)).isEmpty();
    }

    @Test
    void sourceOfUnknownLengthIsUploaded() {
        byte[] content = bytes(5_000_000);
        send(email().attach(Attachment.of(
                "a.bin", "application/octet-stream", ContentSource.of(() -> new ByteArrayInputStream(content)))));

        assertThat(arrived().attachments().get(0).sha256()).isEqualTo(sha256(content));
    }

    @Test
    void uploadIsBegunAgainOnce_afterA401() {
        graph.at(GraphStage.UPLOAD_SLICE).afterFirst(1).error(401, "InvalidAudienceForResource", "no");
        send(email().attach(file("a.bin", 2 * SLICE)));

        assertThat(arrived().attachments().get(0).sha256()).isEqualTo(sha256(bytes(2 * SLICE)));
        assertThat(graph.requests(GraphStage.CREATE_UPLOAD_SESSION)).hasSize(2);
        assertThat(graph.requests(GraphStage.CANCEL_UPLOAD))
                .as("the first session is given up")
                .hasSize(1);
        assertThat(graph.openUploads()).isZero();
    }

    @Test
    void uploadIsGivenUp_afterA401InTheSecondSession() {
        graph.at(GraphStage.UPLOAD_SLICE).times(2).error(401, "InvalidAudienceForResource", "no");

        MailException failure = failure(() -> send(email().attach(file("a.bin", 2 * SLICE))));

        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(failure).isNotInstanceOf(AuthenticationException.class).hasMessageContaining("upload");
        assertThat(graph.requests(GraphStage.CREATE_UPLOAD_SESSION)).hasSize(2);
        assertNothingLeft();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "416, invalidRange",
        "400, invalidRange",
        "416, fragmentOutOfOrder",
        "416, fragmentOverlap",
        "409, fragmentOverlap",
        "404, uploadSessionNotFound",
        "400, uploadSessionNotFound",
        "416, SomethingNew"
    })
    void uploadThatTheServerLosesTwiceIsGivenUp(int status, String code) {
        graph.at(GraphStage.UPLOAD_SLICE).times(2).error(status, code, "lost");

        MailException failure = failure(() -> send(email().attach(file("a.bin", 2 * SLICE))));

        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(failure.origin()).isEqualTo(FailureOrigin.TRANSPORT);
        assertThat(failure.reply().orElseThrow().code()).isEqualTo(status);
        assertThat(failure.reply().orElseThrow().errorCode()).contains(code);
        assertThat(graph.requests(GraphStage.CREATE_UPLOAD_SESSION))
                .as("a new session was tried once")
                .hasSize(2);
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {416, 409, 404, 500, 503})
    void uploadIsBegunAgain_whenTheRangeIsLost(int status) {
        graph.at(GraphStage.UPLOAD_SLICE).afterFirst(1).error(status, "fragmentOutOfOrder", "lost");
        send(email().attach(file("a.bin", 2 * SLICE + 5)));

        assertThat(arrived().attachments().get(0).sha256()).isEqualTo(sha256(bytes(2 * SLICE + 5)));
        assertThat(graph.openUploads()).isZero();
    }

    @Test
    void uploadIsBegunAgain_whenTheConnectionIsLost() {
        graph.at(GraphStage.UPLOAD_SLICE).afterFirst(1).afterBytes(1 << 20).drop();
        send(email().attach(file("a.bin", 2 * SLICE)));

        assertThat(arrived().attachments().get(0).sha256()).isEqualTo(sha256(bytes(2 * SLICE)));
    }

    @Test
    void throttledSliceIsSentAgainAfterThePause() {
        graph.at(GraphStage.UPLOAD_SLICE)
                .afterFirst(1)
                .retryAfter(Duration.ofSeconds(1))
                .status(429);
        send(email().attach(file("a.bin", 2 * SLICE)));

        assertThat(arrived().attachments().get(0).sha256()).isEqualTo(sha256(bytes(2 * SLICE)));
        assertThat(graph.requests(GraphStage.CREATE_UPLOAD_SESSION)).hasSize(1);
        assertThat(graph.requests(GraphStage.UPLOAD_SLICE)).hasSize(3);
    }

    @Test
    void sliceIsFollowedByTheNext_whereTheServerDoesNotSayWhatItExpects() {
        graph.at(GraphStage.UPLOAD_SLICE).accepted().answer(200, "application/json", "");
        send(email().attach(file("a.bin", 2 * SLICE)));

        assertThat(arrived().attachments().get(0).sha256()).isEqualTo(sha256(bytes(2 * SLICE)));
        assertThat(graph.requests(GraphStage.UPLOAD_SLICE)).hasSize(2);
    }

    @Test
    void lostAnswerToTheDraftLeavesNoDraft() {
        graph.at(GraphStage.CREATE_DRAFT).acceptThenDrop();

        MailException failure = failure(() -> send(email().attach(file("a.bin", 4_000_000))));

        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertNothingLeft();
    }

    @Test
    void answerWithoutIdLeavesNoDraft() {
        graph.at(GraphStage.CREATE_DRAFT).accepted().answer(201, "application/json", "{\"subject\":\"x\"}");

        MailException failure = failure(() -> send(email().attach(file("a.bin", 4_000_000))));

        assertThat(failure).hasMessageContaining("does not name the draft");
        assertNothingLeft();
    }

    @Test
    void missingPermissionForDraftsIsToldAtTheFirstStep() {
        graph.allow(GraphPermission.MAIL_SEND);

        MailException failure = failure(() -> send(email().attach(file("a.bin", 4_000_000))));

        assertThat(failure).isInstanceOf(AuthenticationException.class);
        assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
        assertThat(failure.advice()).contains("Mail.ReadWrite");
        assertThat(graph.requests()).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void missingPermissionToSendLeavesNoDraft() {
        graph.allow(GraphPermission.MAIL_READ_WRITE);

        MailException failure = failure(() -> send(email().attach(file("a.bin", 4_000_000))));

        assertThat(failure.advice()).contains("Mail.Send");
        assertNothingLeft();
    }

    @Test
    void throttledSendingLeavesNoDraft() {
        graph.at(GraphStage.SEND_DRAFT).retryAfter(Duration.ofSeconds(1)).status(429);
        graph.at(GraphStage.DELETE_MESSAGE).retryAfter(Duration.ofSeconds(1)).status(429);

        MailException failure = failure(() -> send(email().attach(file("a.bin", 4_000_000))));

        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(graph.requests(GraphStage.SEND_DRAFT)).hasSize(1);
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADD_ATTACHMENT", "CREATE_UPLOAD_SESSION", "UPLOAD_SLICE", "SEND_DRAFT"})
    void failedStepLeavesNothing(GraphStage stage) {
        graph.at(stage).always().error(403, "ErrorAccessDenied", "Access is denied.");
        exchange.allowUnusedFaults();

        MailException failure =
                failure(() -> send(email().attach(file("a.bin", 4_000_000)).attach(file("b.bin", 2_000_000))));

        assertThat(failure).isInstanceOf(AuthenticationException.class);
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADD_ATTACHMENT", "CREATE_UPLOAD_SESSION"})
    void brokenStepLeavesNothing(GraphStage stage) {
        graph.at(stage).drop();

        MailException failure =
                failure(() -> send(email().attach(file("a.bin", 4_000_000)).attach(file("b.bin", 2_000_000))));

        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(failure.origin()).isEqualTo(FailureOrigin.TRANSPORT);
        assertNothingLeft();
    }

    @Test
    void uploadUrlThatIsNotHttpsIsNotUsed() {
        graph.at(GraphStage.CREATE_UPLOAD_SESSION)
                .answer(201, "application/json", "{\"uploadUrl\":\"http://localhost/x\"}");

        assertThat(failure(() -> send(email().attach(file("a.bin", 4_000_000)))))
                .hasMessageContaining("no https URL");
        assertNothingLeft();
    }

    @Test
    void fileThatShrinksWhileItIsUploadedIsToldApart_andLeavesNothing() {
        Attachment shrinking = Attachment.of(
                "a.bin",
                "application/octet-stream",
                ContentSource.of(() -> new ByteArrayInputStream(
                        bytes(graph.requests(GraphStage.CREATE_UPLOAD_SESSION).isEmpty() ? 5_000_000 : 4_500_000))));

        MailException failure = failure(() -> send(email().attach(shrinking)));

        assertThat(failure).isInstanceOf(InvalidMessageException.class).hasMessageContaining("a.bin");
        assertThat(graph.requests(GraphStage.UPLOAD_SLICE)).isNotEmpty();
        assertNothingLeft();
    }

    @Test
    void messageAboveTheLimitIsRefusedBeforeAnythingIsSent() {
        MailException failure = failure(
                () -> send(email().attach(file("a.bin", 4_000_000)), "mailswitch.graph.max-message-size", "5MB"));

        assertThat(failure.origin()).isEqualTo(FailureOrigin.MESSAGE);
        assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
        assertThat(failure.advice()).contains("MaxSendSize");
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void textAboveTheLimitIsRefusedBeforeAnythingIsSent() {
        Email email = email().text("Please look. ".repeat(300_000)).build();

        MailException failure = failure(() -> send(email.toBuilder()));

        assertThat(failure).isInstanceOf(InvalidMessageException.class).hasMessageContaining("about 3 MB");
        assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
        assertThat(graph.requests()).isEmpty();
    }
}
