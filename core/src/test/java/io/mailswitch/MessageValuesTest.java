package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values of a message: each is valid or says what is wrong. */
class MessageValuesTest {
    @ParameterizedTest
    @CsvSource({
        "From, from",
        "BCC, bcc",
        "resent-bcc, bcc",
        "Message-ID, messageId",
        "List-Unsubscribe-Post, listUnsubscribe",
        "X-Priority, importance",
        "Disposition-Notification-To, readReceiptTo"
    })
    void fieldOfTheLibraryNamesTheMethodInstead(String name, String method) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> new HeaderField(name, "x"))
                .withMessageContaining(name + " is written by the library")
                .withMessageContaining("Call " + method + "(…)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "content-disposition", "MIME-Version", "Received", "Return-Path"})
    void fieldThatFollowsFromContentOrServerIsRefused(String name) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> new HeaderField(name, "x"))
                .withMessageContaining(name)
                .satisfies(e -> assertThat(e.field()).isEqualTo("header"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Own", "X:Own", "X-Ünicode", "X-Own\t"})
    void malformedFieldNameIsRefused(String name) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> new HeaderField(name, "x"))
                .withMessageContaining("malformed name");
    }

    @Test
    void fieldNameHasABound() {
        assertThat(new HeaderField("X".repeat(76), "x").name()).hasSize(76);
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> new HeaderField("X".repeat(77), "x"));
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> new HeaderField("X-Own", "a\ud83d"))
                .withMessageContaining("half a surrogate pair at index 1");
    }

    @Test
    void envelopeKeepsEachRecipientOnce() {
        Envelope envelope = new Envelope(
                null,
                List.of(
                        EmailAddress.of("a@example.com"),
                        EmailAddress.of("b@example.com"),
                        EmailAddress.of("a@EXAMPLE.com")));

        assertThat(envelope.forwardPaths())
                .containsExactly(EmailAddress.of("a@example.com"), EmailAddress.of("b@example.com"));
        assertThat(envelope).hasToString("Envelope[2 recipients]");
    }

    @Test
    void envelopeWithoutRecipientIsRefused() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> new Envelope(EmailAddress.of("a@example.com"), List.of()))
                .satisfies(e -> assertThat(e.field()).isEqualTo("recipients"));
    }

    @Test
    void envelopeKnowsWhoNeedsSmtpUtf8() {
        EmailAddress plain = EmailAddress.of("a@bücher.example");
        EmailAddress international = EmailAddress.of("ü@example.com");

        assertThat(new Envelope(plain, List.of(plain)).needsSmtpUtf8()).isFalse();
        assertThat(new Envelope(international, List.of(plain)).needsSmtpUtf8()).isTrue();
        assertThat(new Envelope(null, List.of(plain, international)).needsSmtpUtf8())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "https:opaque",
                "ftp://example.com/",
                "/relative",
                "https://example.com/a,b",
                "mailto:a@bücher.example"
            })
    void unsubscribeAddressIsMailtoOrHttps(String uri) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> ListUnsubscribe.of(URI.create(uri)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("listUnsubscribe"));
    }

    @Test
    void oneClickNeedsExactlyOneHttpsAddress() {
        URI mail = URI.create("mailto:leave@example.com");
        URI page = URI.create("https://example.com/leave");

        assertThat(ListUnsubscribe.oneClick(mail, page).oneClick()).isTrue();
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> ListUnsubscribe.oneClick(mail));
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> ListUnsubscribe.oneClick(page, URI.create("https://example.com/other")));
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(ListUnsubscribe::of);
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> ListUnsubscribe.of(URI.create("https://example.com/" + "x".repeat(900))))
                .withMessageContaining("more than 900");
    }

    @Test
    void calendarMethodIsThatOfTheText() {
        String text = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n";

        assertThat(new CalendarPart("cancel", text).method()).isEqualTo("CANCEL");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> new CalendarPart("REQUEST", text))
                .withMessageContaining("METHOD:REQUEST");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> new CalendarPart("REQUEST", "BEGIN:VCALENDAR\r\nX-METHOD:REQUEST\r\n"))
                .withMessageContaining("METHOD:REQUEST");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> new CalendarPart("REQUEST", "METHOD:REQUEST"))
                .withMessageContaining("BEGIN:VCALENDAR");
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> new CalendarPart("RE QUEST", text));
    }

    @Test
    void deliveryStatusNeverStandsAlone() {
        assertThat(DeliveryStatusRequest.on(DeliveryStatusRequest.Notify.SUCCESS, DeliveryStatusRequest.Notify.DELAY)
                        .notifyOn())
                .isEqualTo(EnumSet.of(DeliveryStatusRequest.Notify.SUCCESS, DeliveryStatusRequest.Notify.DELAY));
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> DeliveryStatusRequest.on(
                        DeliveryStatusRequest.Notify.NEVER, DeliveryStatusRequest.Notify.DELAY))
                .withMessageContaining("NEVER alone");
    }

    @Test
    void envelopeIdHasABound() {
        assertThat(new DeliveryStatusRequest(Set.of(), null, "x".repeat(100)).id())
                .contains("x".repeat(100));
        for (String id : List.of("", "x".repeat(101), "ü", "a\tb")) {
            assertThatExceptionOfType(InvalidMessageException.class)
                    .isThrownBy(() -> new DeliveryStatusRequest(Set.of(), null, id));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pdf",
                "application/",
                "/pdf",
                "a/b c",
                "a/b;c",
                "multipart/mixed",
                "Multipart/Signed; a=b",
                "a/b; c=\"d",
                "ä/b"
            })
    void malformedMediaTypeIsRefused(String type) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Attachment.of("a", type, new byte[0]))
                .satisfies(e -> assertThat(e.field()).isEqualTo("attachment type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a\\b", "../a"})
    void malformedAttachmentNameIsRefused(String name) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Attachment.of(name, "text/plain", new byte[0]))
                .withMessageContaining("attachment");
    }

    @Test
    void attachmentCopiesItsBytes() throws Exception {
        byte[] bytes = {1, 2, 3};
        Attachment attachment = Attachment.of("a", "text/plain", bytes);
        Arrays.fill(bytes, (byte) 0);

        try (var in = attachment.content().open()) {
            assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
        }
        assertThat(attachment.content().size()).hasValue(3);
    }

    @Test
    void printedFormShowsNoContent() {
        assertThat(Attachment.of("secret.pdf", "application/pdf", new byte[0]))
                .hasToString("Attachment[application/pdf]");
        assertThat(Attachment.of("secret.png", "image/png", new byte[0]).inline("x"))
                .hasToString("Inline[image/png]");
        assertThat(Email.builder()
                        .to("a@example.com")
                        .bcc("b@example.com")
                        .subject("secret")
                        .build())
                .hasToString("Email[to 1, cc 0, bcc 1, attachments 0]");
    }
}
