package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import io.mailswitch.spi.Submission;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An email is refused by its own error, or arrives as it was built: no value adds a field, a part or a line end. */
class EmailFuzzTest {
    private static final Set<String> FIELDS = Set.of(
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "X-Own",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding");

    @Provide
    Arbitrary<String> texts() {
        return Hostile.texts();
    }

    @Provide
    Arbitrary<String> lines() {
        return Hostile.lines();
    }

    @Provide
    Arbitrary<Charset> charsets() {
        return Arbitraries.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE);
    }

    @Property(seed = "42", tries = 300)
    void linesArriveAsTheyWere(
            @ForAll("lines") String name,
            @ForAll("lines") String subject,
            @ForAll("lines") String own,
            @ForAll("lines") String file,
            @ForAll("texts") String text)
            throws Exception {
        check(name, subject, own, file, text, StandardCharsets.UTF_8);
    }

    @Property(seed = "42", tries = 300)
    void hostileTextsAreRefusedOrArriveAsTheyWere(
            @ForAll("texts") String name,
            @ForAll("texts") String subject,
            @ForAll("texts") String own,
            @ForAll("texts") String file,
            @ForAll("texts") String text,
            @ForAll("charsets") Charset charset)
            throws Exception {
        check(name, subject, own, file, text, charset);
    }

    private static void check(String name, String subject, String own, String file, String text, Charset charset)
            throws Exception {
        Email email;
        try {
            Mailbox mailbox = new Mailbox(name, EmailAddress.of("a@example.com"));
            email = Email.builder()
                    .from(mailbox)
                    .addTo(mailbox)
                    .subject(subject)
                    .charset(charset)
                    .text(text)
                    .html(text)
                    .header("X-Own", own)
                    .attach(Attachment.of(
                            file.isBlank() ? "x" : file, "text/plain", text.getBytes(StandardCharsets.UTF_8)))
                    .build();
        } catch (InvalidMessageException e) {
            assertThat(e.getMessage()).doesNotContain("\r", "\n", "\0");
            return;
        }
        Submission submission = Messages.factory().of(email);
        byte[] bytes = Messages.bytes(submission);
        String message = new String(bytes, StandardCharsets.ISO_8859_1);

        assertThat(submission.content().size(List.of())).isEqualTo(bytes.length);
        assertThat(message.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
        assertThat(message.split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
        assertThat(Collections.list(Messages.parse(bytes).getAllHeaders()))
                .allSatisfy(field -> assertThat(FIELDS).contains(field.getName()));
        ReadBack.check(email, bytes);
    }
}
