package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "ops@contoso.com",
                "first.last+tag@sub.example.com",
                "!#$%&'*+-/=?^_`{|}~@example.com",
                "\"\"@example.com",
                "\"a b\"@example.com",
                "\"a@b\"@example.com",
                "\"a\\\"b\\\\\"@example.com",
                "a@[192.0.2.1]",
                "a@[IPv6:2001:db8::1]",
                "a@[IPv6:::ffff:192.0.2.1]",
                "a@xn--bcher-kva.example",
                "a@1and1.example"
            })
    void addressTravelsAsItIs(String text) {
        EmailAddress address = EmailAddress.of(text);

        assertThat(address.wireForm()).isEqualTo(text);
        assertThat(address).hasToString(text);
        assertThat(address.needsSmtpUtf8()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a@bücher.example, a@xn--bcher-kva.example, false",
        "a@BÜCHER.example, a@xn--bcher-kva.example, false",
        "a@例子.测试, a@xn--fsqu00a.xn--0zwm56d, false",
        "pelé@example.com, pelé@example.com, true",
        "用户@例子.测试, 用户@xn--fsqu00a.xn--0zwm56d, true",
        "'\"ü b\"@example.com', '\"ü b\"@example.com', true",
        "😀@example.com, 😀@example.com, true"
    })
    void internationalAddressHasAsciiDomain(String text, String wireForm, boolean needsSmtpUtf8) {
        EmailAddress address = EmailAddress.of(text);

        assertThat(address.wireForm()).isEqualTo(wireForm);
        assertThat(address).hasToString(text);
        assertThat(address.needsSmtpUtf8()).isEqualTo(needsSmtpUtf8);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, has no @",
        "'', has no @",
        "@example.com, nothing on one side",
        "a@, nothing on one side",
        "a b@example.com, a blank at index 1",
        "ab(c@example.com, '''('' at index 2'",
        "a@b@example.com, '''@'' at index 1'",
        ".a@example.com, a dot too many at index 0",
        "a.@example.com, a dot too many at index 1",
        "a..b@example.com, a dot too many at index 2",
        "\"a@example.com, malformed quoted string",
        "\"a\"b\"@example.com, malformed quoted string",
        "\"é\\é\"@example.com, malformed quoted string",
        "a@example..com, a dot too many",
        "a@example.com., a dot too many",
        "a@-example.com, a hyphen at an end",
        "a@example-.com, a hyphen at an end",
        "a@exam_ple.com, other than letters",
        "a@example com, other than letters",
        "a@[192.0.2.256], malformed address literal",
        "a@[192.0.2], malformed address literal",
        "a@[IPv6:2001:db8::1::2], malformed address literal",
        "a@[IPv6:face], malformed address literal",
        "a@[2001:db8::1], malformed address literal",
        "a@[example.com], malformed address literal",
        "a@straße.example, two versions of IDNA",
        "a@\u2488.example, no IDNA form"
    })
    void malformedAddressNamesTheSpot(String text, String problem) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> EmailAddress.of(text))
                .withMessageStartingWith("address: ")
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.advice()).isNotBlank());
    }

    @Test
    void lengthsAreThoseOfRfc5321() {
        String label = "d".repeat(63);
        String domain = label + "." + label + "." + label + "." + "d".repeat(61);
        assertThat(EmailAddress.of("l".repeat(64) + "@example.com").localPart()).hasSize(64);
        assertThat(EmailAddress.of("l@" + domain.substring(1)).asciiDomain()).hasSize(252);

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> EmailAddress.of("l".repeat(65) + "@example.com"))
                .withMessageContaining("more than 64 octets");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> EmailAddress.of("é".repeat(33) + "@example.com"))
                .withMessageContaining("more than 64 octets");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> EmailAddress.of("ll@" + domain))
                .withMessageContaining("longer than 254 octets");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> EmailAddress.of("l@" + domain + "d"))
                .withMessageContaining("more than 253 octets");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> EmailAddress.of("l@" + "d".repeat(64) + ".com"))
                .withMessageContaining("a label of more than 63 octets");
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> EmailAddress.of("l@" + "ü".repeat(2_000) + ".example"))
                .withMessageContaining("more than 253 octets");
    }

    @Test
    void domainsAreEqualWhateverTheirForm() {
        assertThat(EmailAddress.of("a@BÜCHER.Example"))
                .isEqualTo(EmailAddress.of("a@xn--BCHER-kva.example"))
                .hasSameHashCodeAs(EmailAddress.of("a@xn--bcher-kva.EXAMPLE"))
                .isNotEqualTo(EmailAddress.of("A@bücher.example"))
                .isNotEqualTo(EmailAddress.of("a@example.com"))
                .isNotEqualTo("a@bücher.example");
    }

    @Test
    void blanksAroundAreDropped() {
        assertThat(EmailAddress.of(" a@example.com\t")).isEqualTo(EmailAddress.of("a@example.com"));
    }

    @Test
    void partsAreThoseOfTheText() {
        EmailAddress address = EmailAddress.of("\"a@b\"@bücher.example");

        assertThat(address.localPart()).isEqualTo("\"a@b\"");
        assertThat(address.domain()).isEqualTo("bücher.example");
        assertThat(address.asciiDomain()).isEqualTo("xn--bcher-kva.example");
    }

    @Test
    void nullIsAnError() {
        assertThatNullPointerException().isThrownBy(() -> EmailAddress.of(null));
    }

    @Test
    void addressIsSerializable() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(EmailAddress.of("a@bücher.example"));
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(EmailAddress.of("a@bücher.example"));
        }
    }
}
