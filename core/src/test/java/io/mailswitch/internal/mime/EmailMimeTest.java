package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.internal.text.OctetSearch;
import io.mailswitch.spi.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for an email of any shape. */
class EmailMimeTest {
    private static final List<EmailAddress> BLIND =
            List.of(EmailAddress.of("a@example.com"), EmailAddress.of("ü@example.com"));

    static Stream<Arguments> shapes() {
        return Shapes.all().entrySet().stream()
                .map(shape -> Arguments.of(Named.of(shape.getKey(), shape.getKey()), shape.getValue()));
    }

    /** A golden file is what the last run left in {@code target/golden}, once a person has read it. */
    @ParameterizedTest
    @MethodSource("shapes")
    void bytesAreThoseOfTheGoldenFile(String name, Email email) throws IOException {
        byte[] bytes = Messages.bytes(Messages.factory().of(email));
        Path actual = Files.createDirectories(Path.of("target", "golden")).resolve(name + ".eml");
        Files.write(actual, bytes);

        try (InputStream golden = getClass().getResourceAsStream(name + ".eml")) {
            assertThat(golden).as("golden file of %s", name).isNotNull();
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void jakartaMailReadsItBack(String name, Email email) throws Exception {
        ReadBack.check(email, Messages.bytes(Messages.factory().of(email)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void sizeIsExact(String name, Email email) {
        Submission submission = Messages.factory().of(email);

        assertThat(submission.content().size(List.of())).isEqualTo(Messages.bytes(submission).length);
        assertThat(submission.content().size(BLIND)).isEqualTo(Messages.bytes(submission.content(), BLIND).length);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void sameInputGivesSameBytes(String name, Email email) {
        Submission submission = Messages.factory().of(email);

        assertThat(Messages.bytes(submission))
                .isEqualTo(Messages.bytes(submission))
                .isEqualTo(
                        Messages.bytes(Messages.factory().of(email.toBuilder().build())));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void linesEndInCrlfAndKeepTheirLimits(String name, Email email) {
        String message = new String(Messages.bytes(Messages.factory().of(email)), StandardCharsets.ISO_8859_1);

        assertThat(message).endsWith("\r\n");
        assertThat(message.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(message.split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
        String header = message.substring(0, message.indexOf("\r\n\r\n"));
        assertThat(header.split("\r\n"))
                .filteredOn(line -> !line.contains("uuuuuuuu"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(78));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void onlyInternationalAddressesAndEightBitMessagesLeaveAscii(String name, Email email) {
        Submission submission = Messages.factory().of(email);
        boolean ascii = !OctetSearch.hasEightBit(Messages.bytes(submission), 0, Messages.bytes(submission).length);

        assertThat(submission.content().eightBit()).isEqualTo(!ascii);
        assertThat(submission.content().internationalHeader()).isEqualTo(name.equals("international"));
        assertThat(ascii).isEqualTo(!name.equals("international") && !name.equals("messages"));
    }
}
