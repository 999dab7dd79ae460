package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EmailBuilderTest {
    private static EmailBuilder full() {
        return Email.builder()
                .from("f@example.com")
                .sender("s@example.com")
                .replyTo("r@example.com")
                .to("t@example.com")
                .cc("c@example.com")
                .bcc("b@example.com")
                .subject("subject")
                .text("text")
                .html("html")
                .charset(StandardCharsets.ISO_8859_1)
                .attach(Attachment.of("a", "text/plain", new byte[1]))
                .calendar(new CalendarPart("REQUEST", "BEGIN:VCALENDAR\nMETHOD:REQUEST"))
                .importance(Importance.LOW)
                .readReceiptTo("rr@example.com")
                .header("X-Own", "x")
                .messageId("id@example.com")
                .inReplyTo("irt@example.com")
                .references("ref@example.com")
                .listUnsubscribe(ListUnsubscribe.of(URI.create("mailto:u@example.com")))
                .reversePath("rp@example.com")
                .envelopeRecipients("er@example.com")
                .date(Instant.EPOCH)
                .deliveryStatus(DeliveryStatusRequest.on(DeliveryStatusRequest.Notify.NEVER))
                .saveToSentItems(false);
    }

    @Test
    void toBuilderKeepsEveryField() {
        Email email = full().build();

        assertThat(email.toBuilder().build()).usingRecursiveComparison().isEqualTo(email);
        assertThat(email).hasNoNullFieldsOrProperties();
        Email bounceless = full().nullReversePath().build();
        assertThat(bounceless.toBuilder().build()).usingRecursiveComparison().isEqualTo(bounceless);
        assertThat(bounceless.nullReversePath()).isTrue();
        assertThat(bounceless.reversePath()).isEmpty();
    }

    @Test
    void builderMayBeUsedAgain() {
        EmailBuilder builder = full();
        Email first = builder.build();
        builder.addTo(Mailbox.parse("other@example.com")).attach(Attachment.of("b", "text/plain", new byte[1]));

        assertThat(first.to()).hasSize(1);
        assertThat(first.attachments()).hasSize(1);
        assertThat(builder.build().to()).hasSize(2);
    }

    @Test
    void methodNamedAfterFieldReplaces_addAppends() {
        Email email = Email.builder()
                .to("a@example.com", "b@example.com, c@example.com")
                .to("d@example.com")
                .addTo(Mailbox.parse("e@example.com"))
                .header("X-Own", "1")
                .header("x-own", "2")
                .addHeader("X-Own", "3")
                .build();

        assertThat(email.to())
                .extracting(mailbox -> mailbox.address().localPart())
                .containsExactly("d", "e");
        assertThat(email.headers()).extracting(HeaderField::value).containsExactly("2", "3");
    }

    @Test
    void malformedListLeavesTheFieldAsItWas() {
        EmailBuilder builder = Email.builder().to("a@example.com");

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> builder.to("b@example.com", "nobody"))
                .withMessageStartingWith("to: ");
        assertThat(builder.build().to()).extracting(Mailbox::toString).containsExactly("a@example.com");
    }

    @Test
    void malformedEnvelopeRecipientLeavesTheFieldAsItWas() {
        EmailBuilder builder = Email.builder().envelopeRecipients("a@example.com");

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> builder.envelopeRecipients("b@example.com", "nobody"));
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> builder.references("a@b", "c d@e"));
        assertThat(builder.build().envelopeRecipients()).containsExactly(EmailAddress.of("a@example.com"));
        assertThat(builder.build().references()).isEmpty();
    }

    @Test
    void missingRecipientIsRefused() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(
                        () -> Email.builder().from("a@example.com").text("x").build())
                .withMessageContaining("Call to(…), cc(…), bcc(…) or envelopeRecipients(…).");
    }

    @Test
    void textThatTheCharsetCannotCarryNamesTheCharacter() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Email.builder()
                        .to("a@example.com")
                        .charset(StandardCharsets.ISO_8859_1)
                        .html("ä 😀")
                        .build())
                .withMessageContaining("html: has U+1F600 at index 2, which ISO-8859-1 cannot carry")
                .withMessageContaining("UTF-8");
    }

    @Test
    void charsetThatCannotEncodeIsRefused() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Email.builder().charset(Charset.forName("x-JISAutoDetect")))
                .withMessageContaining("cannot encode");
    }

    @Test
    void dateHasBounds() {
        Instant last = Instant.parse("9999-12-30T23:59:59Z");
        assertThat(full().date(last).build().date()).contains(last);
        for (Instant date : new Instant[] {Instant.MIN, Instant.MAX, Instant.parse("1899-12-31T23:59:59Z")}) {
            assertThatExceptionOfType(InvalidMessageException.class)
                    .isThrownBy(() -> full().date(date))
                    .withMessageContaining("from 1900 to 9999");
        }
    }

    @Test
    void inlinePartNeedsHtmlAndAnIdOfItsOwn() {
        Attachment logo = Attachment.of("logo.png", "image/png", new byte[1]).inline("logo");

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(
                        () -> Email.builder().to("a@example.com").attach(logo).build())
                .withMessageContaining("no HTML to show it");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> full().attach(logo).attach(logo).build())
                .withMessageContaining("used twice");
    }

    @Test
    void messageIdGetsItsBrackets() {
        assertThat(full().messageId("a@b").build().messageId()).contains("<a@b>");
        assertThat(full().messageId(" <a@b> ").build().messageId()).contains("<a@b>");
        for (String id :
                new String[] {"", "<>", "a", "<a@b", "a b@c", "ü@b", "<a@b><c@d>", "<" + "a".repeat(900) + "@b>"}) {
            assertThatExceptionOfType(InvalidMessageException.class)
                    .isThrownBy(() -> full().messageId(id))
                    .withMessageContaining("messageId: is no message id");
        }
    }
}
