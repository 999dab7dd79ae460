package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No field of a message takes what could end a line of the wire. */
class InjectionTest {
    private static final List<String> LINE_ENDS =
            List.of("\r\nEvil: 1", "\rEvil: 1", "\nEvil: 1", "\0", "\u0085", "\u2028", "\u2029", "\u000b", "\u000c");

    /** Every way in, with a value around the hostile part that would be fine alone. */
    private static Map<String, Consumer<String>> ways() {
        Map<String, Consumer<String>> ways = new TreeMap<>();
        ways.put("from", x -> Email.builder().from("A" + x + " <a@example.com>"));
        ways.put("from, quoted", x -> Email.builder().from("\"A" + x + "\" <a@example.com>"));
        ways.put("from, address", x -> Email.builder().from("a" + x + "@example.com"));
        ways.put("from, domain", x -> Email.builder().from("a@example" + x + ".com"));
        ways.put("from, at the end", x -> Email.builder().from("a@example.com" + x));
        ways.put("sender", x -> Email.builder().sender("A" + x + " <a@example.com>"));
        ways.put("replyTo", x -> Email.builder().replyTo("A" + x + " <a@example.com>"));
        ways.put("to", x -> Email.builder().to("A" + x + " <a@example.com>"));
        ways.put("cc", x -> Email.builder().cc("A" + x + " <a@example.com>"));
        ways.put("bcc", x -> Email.builder().bcc("A" + x + " <a@example.com>"));
        ways.put("readReceiptTo", x -> Email.builder().readReceiptTo("A" + x + " <a@example.com>"));
        ways.put("subject", x -> Email.builder().subject("A" + x));
        ways.put("header value", x -> Email.builder().header("X-Own", "A" + x));
        ways.put("header name", x -> Email.builder().header("X-Own" + x, "A"));
        ways.put("header added", x -> Email.builder().addHeader("X-Own", "A" + x));
        ways.put("messageId", x -> Email.builder().messageId("<a" + x + "@example.com>"));
        ways.put("inReplyTo", x -> Email.builder().inReplyTo("<a@example.com>" + x));
        ways.put("references", x -> Email.builder().references("<a@example" + x + ".com>"));
        ways.put("reversePath", x -> Email.builder().reversePath("a" + x + "@example.com"));
        ways.put("envelopeRecipients", x -> Email.builder().envelopeRecipients("\"a" + x + "\"@example.com"));
        ways.put("attachment name", x -> Attachment.of("a" + x + ".pdf", "application/pdf", new byte[0]));
        ways.put("attachment type", x -> Attachment.of("a.pdf", "application/pdf" + x, new byte[0]));
        ways.put(
                "attachment type, parameter",
                x -> Attachment.of("a.pdf", "application/pdf; a=\"b" + x + "\"", new byte[0]));
        ways.put("content id", x -> Attachment.of("a.png", "image/png", new byte[0])
                .inline("logo" + x));
        ways.put("calendar method", x -> new CalendarPart("REQUEST" + x, "BEGIN:VCALENDAR\nMETHOD:REQUEST"));
        ways.put("envelope id", x -> new DeliveryStatusRequest(Set.of(), null, "id" + x));
        ways.put("display name", x -> new Mailbox("A" + x, EmailAddress.of("a@example.com")));
        ways.put("address", x -> EmailAddress.of("a" + x + "@example.com"));
        ways.put("address literal", x -> EmailAddress.of("a@[192.0.2.1" + x + "]"));
        ways.put("listUnsubscribe", x -> ListUnsubscribe.of(uri(x)));
        return ways;
    }

    /** {@code URI} itself refuses most of them. */
    private static URI uri(String hostile) {
        try {
            return URI.create("mailto:a@example.com?subject=" + hostile);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException("listUnsubscribe", "is no URI", "Percent-encode it.", e);
        }
    }

    static Stream<Arguments> hostile() {
        return ways().entrySet().stream()
                .flatMap(way -> LINE_ENDS.stream().map(end -> Arguments.of(way.getKey(), end, way.getValue())));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("hostile")
    void lineEndIsRefused(String way, String end, Consumer<String> maker) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> maker.accept(end))
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain("\r", "\n", "\0", "\u0085", "\u2028", "Evil")
                        .contains(e.field()));
    }

    static Stream<Arguments> harmless() {
        return ways().entrySet().stream().map(way -> Arguments.of(way.getKey(), way.getValue()));
    }

    /** Else the test above could not fail. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void restIsTaken(String way, Consumer<String> maker) {
        maker.accept("");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodiesTakeLineEndsButNoNul(String field, Consumer<String> maker) {
        maker.accept("a\r\nb\rc\nd\u0085e\u2028f");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> maker.accept("a\0"))
                .withMessageContaining(field)
                .withMessageContaining("NUL (U+0000)");
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("text", (Consumer<String>) x -> Email.builder().text(x)),
                Arguments.of("html", (Consumer<String>) x -> Email.builder().html(x)),
                Arguments.of("calendar", (Consumer<String>)
                        x -> new CalendarPart("REQUEST", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n" + x)));
    }
}
