package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.bytes;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.EmailAddress;
import io.mailswitch.Feature;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.graph.GraphConfig;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.internal.time.Ticker;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.ReceivedAttachment;
import io.mailswitch.testkit.ReceivedMail;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that applications have put together themselves. */
class ReadyMessageTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @TempDir
    Path folder;

    private final FakeGraph graph = exchange.exchange().graph();

    private static MimeMessage message() throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("sender@example.com"));
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setRecipients(RecipientType.BCC, "secret@example.com");
        message.setSubject("Räksmörgås", "UTF-8");
        return message;
    }

    private static MimeBodyPart text(String text) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8");
        return part;
    }

    private MimeBodyPart file(String name, int size) throws MessagingException, IOException {
        MimeBodyPart part = new MimeBodyPart();
        part.attachFile(Files.write(folder.resolve("file-" + size), bytes(size)).toFile(), "application/pdf", "base64");
        part.setFileName(name);
        return part;
    }

    private static MimeMultipart mixed(BodyPart... parts) throws MessagingException {
        return new MimeMultipart("mixed", parts);
    }

    private static SendReceipt send(MimeMessage message) {
        return send(message, config -> {});
    }

    private static SendReceipt send(MimeMessage message, Consumer<GraphConfig.Builder> changes) {
        try (TestEngine engine = TestEngine.to(exchange.exchange(), Ticker.SYSTEM, changes)) {
            return engine.engine().submit(new SubmissionFactory(null, Instant::now).of(message));
        }
    }

    private static ReceivedMail arrived() {
        return exchange.mailbox().await(Duration.ofSeconds(5));
    }

    @Test
    void smallOneKeepsItsBytes() throws Exception {
        MimeMessage message = message();
        message.setContent(mixed(text("Hello."), file("a.pdf", 1000)));

        SendReceipt receipt = send(message);

        ReceivedMail mail = arrived();
        assertThat(receipt.path()).isEqualTo("mime");
        assertThat(mail.recipientAddresses()).containsExactly("ops@example.com", "secret@example.com");
        assertThat(mail.subject()).isEqualTo("Räksmörgås");
        assertThat(mail.structure()).contains("multipart/mixed");
    }

    @Test
    void filesOfALargeOneAreReadOnTheThreadThatSends() throws Exception {
        Set<Thread> readers = ConcurrentHashMap.newKeySet();
        MimeBodyPart blob = new MimeBodyPart() {
            @Override
            public InputStream getInputStream() throws IOException, MessagingException {
                return noting(super.getInputStream(), readers);
            }
        };
        blob.attachFile(
                Files.write(folder.resolve("blob.bin"), bytes(5_000_000)).toFile());
        MimeMessage message = message();
        message.setContent(mixed(text("Hello."), blob));

        send(message);

        assertThat(arrived().attachments()).extracting(ReceivedAttachment::size).containsExactly(5_000_000L);
        assertThat(readers).containsExactly(Thread.currentThread());
    }

    /** Like a blob of a database, which belongs to the connection and transaction of one thread. */
    private static InputStream noting(InputStream content, Set<Thread> threads) {
        threads.add(Thread.currentThread());
        return new FilterInputStream(content) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                threads.add(Thread.currentThread());
                return super.read(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                threads.add(Thread.currentThread());
                super.close();
            }
        };
    }

    @Test
    void largeOneIsTakenApart() throws Exception {
        MimeMessage message = message();
        message.setHeader("X-Order-Id", "4711");
        MimeMultipart alternatives = new MimeMultipart("alternative", text("Hello."), text("<p>Hello.</p>"));
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(alternatives);
        MimeMessage nested = message();
        nested.setText("inside");
        nested.saveChanges();
        MimeBodyPart forwarded = new MimeBodyPart();
        forwarded.setContent(nested, "message/rfc822");
        forwarded.setDisposition(Part.ATTACHMENT);
        message.setContent(mixed(
                body,
                file("1-small.pdf", 1000),
                file("2-räk.pdf", 4_000_000),
                forwarded,
                file("4-last.pdf", 2_000_000)));

        SendReceipt receipt = send(message);

        ReceivedMail mail = arrived();
        assertThat(receipt.path()).isEqualTo("draft");
        assertThat(mail.recipientAddresses()).containsExactly("ops@example.com", "secret@example.com");
        assertThat(mail.subject()).isEqualTo("Räksmörgås");
        assertThat(mail.text()).contains("Hello.");
        assertThat(mail.header("X-Order-Id")).contains("4711");
        assertThat(mail.messageId()).contains(receipt.messageId());
        assertThat(mail.attachments()).extracting(ReceivedAttachment::size).contains(1000L, 4_000_000L, 2_000_000L);
        assertThat(mail.attachments())
                .filteredOn(file -> file.fileName().isPresent())
                .extracting(file -> file.fileName().orElseThrow())
                .containsSubsequence("1-small.pdf", "2-räk.pdf", "message.eml", "4-last.pdf");
        assertThat(graph.requests(GraphStage.CREATE_UPLOAD_SESSION)).hasSize(1);
        assertThat(graph.drafts()).isEmpty();
    }

    @Test
    void largeSignedOneIsRefused() throws Exception {
        MimeMessage message = message();
        message.setContent(new MimeMultipart("signed", text("Hello."), file("smime.p7s", 4_000_000)));

        MailException failure = failure(() -> send(message));

        assertThat(failure).isInstanceOf(UnsupportedFeatureException.class).hasMessageContaining("multipart/signed");
        assertThat(((UnsupportedFeatureException) failure).feature()).isEqualTo(Feature.EXACT_MIME);
        assertThat(graph.requests()).isEmpty();
    }

    /** The signature covers the body, of which the draft would leave out a part. */
    @ParameterizedTest
    @ValueSource(strings = {"DKIM-Signature", "ARC-Message-Signature"})
    void largeOneWithASignatureInItsHeaderIsRefused(String field) throws Exception {
        MimeMessage message = message();
        message.setContent(mixed(text("Hello."), file("a.pdf", 4_000_000)));
        message.setHeader(field, "v=1; a=rsa-sha256; d=example.com; s=test; h=From; bh=AA==; b=AA==");

        MailException failure = failure(() -> send(message));

        assertThat(failure).isInstanceOf(UnsupportedFeatureException.class).hasMessageContaining(field);
        assertThat(failure.advice()).contains("SMTP", "3 MB").doesNotContain("mailswitch.unsupported");
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void oneOfNothingButLargeFilesGetsAnEmptyText() throws Exception {
        MimeMessage message = message();
        message.setContent(mixed(file("a.pdf", 4_000_000)));

        assertThat(send(message).path()).isEqualTo("draft");
        assertThat(arrived().attachments()).extracting(ReceivedAttachment::size).contains(4_000_000L);
    }

    @Test
    void oneWithTooLargeATextIsRefused() throws Exception {
        MimeMessage message = message();
        message.setContent(mixed(text("Hello. ".repeat(700_000)), file("a.pdf", 1000)));

        assertThat(failure(() -> send(message))).hasMessageContaining("too large without its files");
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void copyCannotBeLeftOut() throws Exception {
        MimeMessage message = message();
        message.setText("Hello.");

        MailException failure = failure(() -> send(message, config -> config.saveToSentItems(false)));

        assertThat(failure).isInstanceOf(UnsupportedFeatureException.class).hasMessageContaining("no JSON form");
        SendReceipt receipt =
                send(message, config -> config.saveToSentItems(false).unsupported(UnsupportedPolicy.WARN));
        assertThat(receipt.path()).isEqualTo("mime");
        assertThat(receipt.notes()).anySatisfy(note -> assertThat(note).startsWith("Left out: no copy"));
    }

    @Test
    void mailboxIsThatOfFrom() throws Exception {
        exchange.accounts().addMailbox("team@example.com");
        MimeMessage message = message();
        message.setFrom("Team <team@example.com>");
        message.setText("Hello.");
        GraphConfig config = GraphConfig.builder().baseUrl(graph.baseUrl()).build();
        assertThat(config.mailbox()).isEmpty();

        assertThat(Author.of(new SubmissionFactory(null, Instant::now).of(message)))
                .contains(EmailAddress.of("team@example.com"));
    }
}
