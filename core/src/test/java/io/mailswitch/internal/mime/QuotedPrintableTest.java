package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedPrintableTest {
    private static String encode(String text) {
        return new String(QuotedPrintable.encode(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',''",
                "a=b,a=3Db",
                "é,=C3=A9",
                "a b\tc,a b\tc",
                "a ,a=20",
                "a\t,a=09",
                "~!,~!",
                "\u007f\u0001,=7F=01"
            })
    void textIsEscapedWhereItMustBe(String text, String encoded) {
        assertThat(encode(text)).isEqualTo(encoded);
        assertThat(encode(text + "\r\n" + text)).isEqualTo(encoded + "\r\n" + encoded);
    }

    @ParameterizedTest
    @CsvSource({"76, 0", "77, 1", "151, 1", "152, 2"})
    void linesAreFilledToTheirLimit(int length, int softBreaks) {
        String encoded = encode("x".repeat(length));

        assertThat(encoded.split("=\r\n")).hasSize(softBreaks + 1);
        assertThat(encoded.replace("=\r\n", "")).isEqualTo("x".repeat(length));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("\r\n", "\r", "\n", " ", "\t", "=", ".", "é", "x", "x".repeat(70), "\0")
                .list()
                .ofMaxSize(60)
                .map(list -> String.join("", list));
    }

    @Property(seed = "42", tries = 500)
    void jakartaMailReadsItBack(@ForAll("texts") String text) throws MessagingException, IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);

        byte[] encoded = QuotedPrintable.encode(octets);

        String lines = new String(encoded, StandardCharsets.US_ASCII);
        assertThat(lines.replace("\r\n", "")).matches("[\\t -~]*");
        assertThat(lines.split("\r\n")).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(76)
                .doesNotEndWith(" ")
                .doesNotEndWith("\t"));
        try (InputStream in = MimeUtility.decode(new ByteArrayInputStream(encoded), "quoted-printable")) {
            assertThat(in.readAllBytes()).isEqualTo(octets);
        }
    }
}
