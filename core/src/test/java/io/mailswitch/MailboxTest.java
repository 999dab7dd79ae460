package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {
    private static final EmailAddress ADDRESS = EmailAddress.of("a@example.com");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a@example.com | ",
                "<a@example.com> | ",
                "Alerts <a@example.com> | Alerts",
                "Disk Alerts <a@example.com> | Disk Alerts",
                "\"Alerts, Disk\" <a@example.com> | Alerts, Disk",
                "\"say \\\"hi\\\"\" <a@example.com> | say \"hi\"",
                "Jörg Müller <a@example.com> | Jörg Müller",
                "=?UTF-8?B?SsO2cmc=?= <a@example.com> | Jörg",
                "a@example.com (Alerts) | Alerts"
            })
    void mailboxIsRead(String text, String name) {
        Mailbox mailbox = Mailbox.parse(text);

        assertThat(mailbox.displayName()).isEqualTo(name);
        assertThat(mailbox.name()).isEqualTo(java.util.Optional.ofNullable(name));
        assertThat(mailbox.address()).isEqualTo(ADDRESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Alerts | Alerts <a@example.com>",
                "Disk & Co | Disk & Co <a@example.com>",
                "Alerts, Disk | \"Alerts, Disk\" <a@example.com>",
                "J. Doe | \"J. Doe\" <a@example.com>",
                "Jörg | \"Jörg\" <a@example.com>",
                "a\\b\"c | \"a\\\\b\\\"c\" <a@example.com>"
            })
    void mailboxIsPrintedAsPeopleWriteIt(String name, String text) {
        Mailbox mailbox = new Mailbox(name, ADDRESS);

        assertThat(mailbox).hasToString(text);
        assertThat(Mailbox.parse(text)).isEqualTo(mailbox);
    }

    @Test
    void missingTextIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> Mailbox.parse(nothing()))
                .withMessage("mailbox");
        assertThatNullPointerException()
                .isThrownBy(() -> Mailbox.parseList(nothing()))
                .withMessage("mailboxes");
        assertThatNullPointerException()
                .isThrownBy(() -> Email.builder().to(nothing()))
                .withMessage("to");
    }

    /** Returns null, as code without null checks may hand it over. */
    @SuppressWarnings("NullAway")
    private static String nothing() {
        return null;
    }

    @Test
    void listIsReadInOrder() {
        assertThat(Mailbox.parseList("a@example.com, \"B, b\" <b@example.com>,, c@example.com"))
                .extracting(mailbox -> mailbox.address().localPart())
                .containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Alerts",
                "Alerts <a@example.com",
                "a@example.com; b@example.com",
                "A <a@x> <b@x>",
                "\"a <a@x>"
            })
    void malformedListIsRefused(String text) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Mailbox.parseList(text))
                .withMessageStartingWith("mailboxes: ")
                .satisfies(e -> assertThat(e.advice()).contains("name@domain"));
    }

    @Test
    void groupIsRefused() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Mailbox.parseList("team: a@example.com, b@example.com;"))
                .withMessageContaining("group")
                .withMessageContaining("one by one");
    }

    @Test
    void exactlyOneIsAskedFor() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Mailbox.parse("a@example.com, b@example.com"))
                .withMessageContaining("names 2 mailboxes");
    }

    @Test
    void encodedLineBreakInNameIsRefused_fieldNamed() {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Email.builder().to("=?UTF-8?Q?a=0D=0AEvil?= <a@example.com>"))
                .withMessageStartingWith("to: has CR (U+000D) at index 1");
    }

    @ParameterizedTest
    @CsvSource({
        "ops at example.com, to: cannot be read: Local address contains control or whitespace. Write name@domain",
        "<a@example.com, to: cannot be read at index 14: Missing '>'. Write name@domain"
    })
    void refusalSaysWhy_withoutTheAddress(String text, String expected) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> Email.builder().to(text))
                .withMessageStartingWith(expected);
    }

    @Test
    void blankNameIsNone() {
        assertThat(new Mailbox(" ", ADDRESS)).isEqualTo(Mailbox.of(ADDRESS)).hasToString("a@example.com");
        assertThat(new Mailbox(" A ", ADDRESS).displayName()).isEqualTo("A");
    }
}
