package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.EmailAddress;
import io.mailswitch.HeaderField;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What values accept is written on safe lines and read back by Jakarta Mail as it was; what they refuse, they refuse by their own error. */
class HeaderFuzzTest {
    private static final List<Charset> CHARSETS = List.of(
            Charset.forName("UTF-8"),
            Charset.forName("ISO-8859-1"),
            Charset.forName("ISO-2022-JP"),
            Charset.forName("UTF-16"),
            Charset.forName("US-ASCII"),
            Charset.forName("GB18030"));

    /** Returns what was made, or nothing where it was refused; any other exception fails the test. */
    private static <T> Optional<T> accepted(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidMessageException e) {
            assertThat(e.field()).isNotBlank();
            assertThat(e.advice()).isNotBlank();
            assertThat(e.getMessage()).doesNotContain("\r", "\n", "\0");
            return Optional.empty();
        }
    }

    private static void assertSafe(String name, String value, int limit) {
        String unfolded = value.replace("\r\n ", "");
        assertThat(unfolded).doesNotContain("\r", "\n", "\0");
        assertThat((name + ": " + value).split("\r\n")).allSatisfy(line -> {
            assertThat(line.length()).isLessThanOrEqualTo(limit);
            assertThat(line).isNotBlank();
        });
    }

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
        return Arbitraries.of(CHARSETS);
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> local = Arbitraries.oneOf(
                Hostile.texts(),
                Hostile.lines().map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'));
        Arbitrary<String> domain = Arbitraries.oneOf(
                Arbitraries.of("example.com", "bücher.example", "[192.0.2.1]", "[IPv6:2001:db8::1]", "a.b-c.d"),
                Hostile.texts());
        return Combinators.combine(local, domain).as((left, right) -> left + "@" + right);
    }

    @Property(seed = "42", tries = 500)
    void addressesSurvive(@ForAll("addresses") String text) throws Exception {
        Optional<EmailAddress> accepted = accepted(() -> EmailAddress.of(text));
        if (accepted.isEmpty()) {
            return;
        }
        EmailAddress address = accepted.get();
        assertThat(address.wireForm()).doesNotContain("\r", "\n", "\0");
        assertThat(EmailAddress.of(address.wireForm())).isEqualTo(address);
        assertThat(EmailAddress.of(address.toString()))
                .isEqualTo(address)
                .hasSameHashCodeAs(EmailAddress.of(address.wireForm()));

        String written = MailboxText.ofAddresses("To", List.of(address, address));
        assertSafe("To", written, 998);
        // not strict: its check takes an escaped backslash before a quote for an escaped quote
        InternetAddress[] read = InternetAddress.parseHeader(MimeUtility.unfold(written), false);
        assertThat(read).hasSize(2);
        assertThat(EmailAddress.of(read[1].getAddress())).isEqualTo(address);
    }

    @Property(seed = "42", tries = 500)
    void displayNamesSurvive(@ForAll("lines") String name, @ForAll("charsets") Charset charset) throws Exception {
        Mailbox mailbox = new Mailbox(name, EmailAddress.of("a@example.com"));

        String written = MailboxText.of("From", List.of(mailbox, mailbox), charset);

        assertSafe("From", written, 78);
        InternetAddress[] read = InternetAddress.parseHeader(MimeUtility.unfold(written), true);
        assertThat(read).hasSize(2);
        assertThat(read[0].getPersonal()).isEqualTo(mailbox.displayName());
        assertThat(read[1].getPersonal()).isEqualTo(mailbox.displayName());
    }

    @Property(seed = "42", tries = 500)
    void mailboxesSurvive(@ForAll("texts") String text) {
        accepted(() -> Mailbox.parseList(text)).ifPresent(mailboxes -> {
            for (Mailbox mailbox : mailboxes) {
                assertThat(Mailbox.parse(mailbox.toString())).isEqualTo(mailbox);
            }
        });
    }

    @Property(seed = "42", tries = 500)
    void mailboxesReadWhatTheyPrint(@ForAll("lines") String name) {
        Mailbox mailbox = new Mailbox(name.replace("=?", "="), EmailAddress.of("a@example.com"));

        assertThat(Mailbox.parse(mailbox.toString())).isEqualTo(mailbox);
    }

    @Property(seed = "42", tries = 500)
    void headerFieldsSurvive(
            @ForAll("texts") String name, @ForAll("texts") String value, @ForAll("charsets") Charset charset)
            throws UnsupportedEncodingException {
        accepted(() -> new HeaderField(name, value));
        Optional<HeaderField> accepted = accepted(() -> new HeaderField("X-Field", value));
        if (accepted.isEmpty()) {
            return;
        }
        HeaderField field = accepted.get();

        String written = HeaderText.of(field.name(), field.value(), charset);

        assertSafe(field.name(), written, 720);
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(written))).isEqualTo(value);
    }

    @Property(seed = "42", tries = 500)
    void fileNamesSurvive(@ForAll("lines") String name) throws ParseException, UnsupportedEncodingException {
        StringBuilder standard = new StringBuilder("attachment");
        Parameters.append(standard, "filename", name);
        StringBuilder fallback = new StringBuilder("attachment");
        if (!name.isEmpty()) {
            Parameters.appendFallbackName(fallback, name);
            String read = new ContentDisposition(MimeUtility.unfold(fallback.toString())).getParameter("name");
            assertThat(MimeUtility.decodeText(read)).isEqualTo(name);
        }

        assertSafe("Content-Disposition", standard.toString(), 78);
        assertSafe("Content-Type", fallback.toString(), 78);
        assertThat(new ContentDisposition(standard.toString()).getParameter("filename"))
                .isEqualTo(name);
    }
}
