package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One send never becomes two mails, on a server that takes a lone LF for the end of a line and so lets itself be fooled
 * (as {@link ServerSettingsTest#lineFeedAloneEndsALineHere} shows).
 */
@RequiresRealServers
class RealSmugglingTest {
    private static final AtomicInteger RECIPIENTS = new AtomicInteger();
    private static RealMailServer server;
    private static RecordingSender sender;

    @BeforeAll
    static void start(@TempDir Path folder) {
        ServerCertificates certificates = new ServerCertificates(folder);
        server = Way.server(certificates).start();
        sender = RecordingSender.open(Way.PASSWORD_STARTTLS.into(server, certificates), server);
    }

    @AfterAll
    static void stop() {
        if (sender != null) {
            sender.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** Each way of writing an end of data that some server or other has taken for one. */
    static Stream<String> endsOfData() {
        return Stream.of("\n", "\r", "\r\n", "\r\r\n", "\n\r")
                .flatMap(before ->
                        Stream.of("\n", "\r", "\r\n", "\r\r\n", "\n\r").map(after -> before + "." + after));
    }

    private static String smuggler(String endOfData, String victim) {
        return "harmless" + endOfData + "MAIL FROM:<boss@example.com>\r\nRCPT TO:<" + victim
                + ">\r\nDATA\r\nFrom: boss@example.com\r\n\r\npay at once\r\n.\r\n";
    }

    @ParameterizedTest
    @MethodSource("endsOfData")
    void textArrivesAsOneMail(String endOfData) {
        int number = RECIPIENTS.incrementAndGet();
        String recipient = "text" + number + "@example.com";
        String victim = "victim" + number + "@example.com";

        RecordingSender.Sent sent = sender.send(Email.builder()
                .from(Way.USER)
                .to(recipient)
                .subject("harmless")
                .text(smuggler(endOfData, victim))
                .build());

        assertThat(server.deliveredTo(recipient).content()).isEqualTo(sent.content());
        assertNothingOfTheBoss(victim);
    }

    @ParameterizedTest
    @MethodSource("endsOfData")
    void readyMimeMessageArrivesAsOneMail(String endOfData) throws MessagingException {
        int number = RECIPIENTS.incrementAndGet();
        String recipient = "mime" + number + "@example.com";
        String victim = "victim" + number + "@example.com";
        String content = "From: " + Way.USER + "\r\nTo: " + recipient + "\r\nMessage-ID: <" + recipient + ">\r\n\r\n"
                + smuggler(endOfData, victim);

        sender.send(new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(content.getBytes(US_ASCII))));

        assertThat(new String(server.deliveredTo(recipient).content(), US_ASCII))
                .isEqualTo(content.replaceAll("\r\n|\r|\n", "\r\n"));
        assertNothingOfTheBoss(victim);
    }

    private static void assertNothingOfTheBoss(String victim) {
        assertThat(server.delivered())
                .noneMatch(mail ->
                        mail.recipient().equals(victim) || mail.reversePath().equals("boss@example.com"));
    }
}
