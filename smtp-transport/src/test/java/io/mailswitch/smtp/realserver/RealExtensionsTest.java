package io.mailswitch.smtp.realserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.DeliveryStatusRequest.ReturnContent;
import io.mailswitch.Email;
import io.mailswitch.EmailBuilder;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.smtp.realserver.RecordingSender.Sent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real server offers is used, and what it does not offer is done without. */
@RequiresRealServers
class RealExtensionsTest {
    private static ServerCertificates certificates;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
    }

    private static EmailBuilder email(String... recipients) {
        return Email.builder()
                .from(Way.USER)
                .to(recipients)
                .subject("extensions")
                .text("text");
    }

    private static RecordingSender sender(RealMailServer server) {
        return RecordingSender.open(Way.PASSWORD_STARTTLS.into(server, certificates), server);
    }

    @Test
    void deliveryReportComesWithTheEnvelopeId() {
        try (RealMailServer server = Way.server(certificates).start();
                RecordingSender sender = sender(server)) {
            sender.send(email("ops@example.com")
                    .deliveryStatus(
                            new DeliveryStatusRequest(Set.of(Notify.SUCCESS), ReturnContent.HEADERS, "run+42=%7e"))
                    .build());

            DeliveredMail report = server.deliveredTo(Way.USER);
            assertThat(report.reversePath()).isEmpty();
            assertThat(new String(report.content(), StandardCharsets.UTF_8))
                    .contains("Original-Envelope-Id: run+42=%7e\r\n", "Action: delivered\r\n")
                    .contains("Original-Recipient: rfc822;ops@example.com\r\n");
        }
    }

    @Test
    void noReportIsSentWhenNoneIsWanted() {
        try (RealMailServer server = Way.server(certificates).start();
                RecordingSender sender = sender(server)) {
            sender.send(email("ops@example.com")
                    .deliveryStatus(DeliveryStatusRequest.on(Notify.NEVER))
                    .build());

            assertThat(server.delivered()).extracting(DeliveredMail::recipient).containsExactly("ops@example.com");
        }
    }

    @Test
    void bareServerGetsTheSameMail() {
        try (RealMailServer server = Way.server(certificates)
                        .without("pipelining", "chunking", "8bitmime", "smtputf8", "dsn", "size", "enhancedstatuscodes")
                        .mechanisms("login")
                        .start();
                RecordingSender sender = sender(server)) {
            Sent sent = sender.send(email("a@example.com", "b@example.com")
                    .text("\u20ac 5 f\u00fcr dich\r\n.\r\n")
                    .build());

            for (String recipient : List.of("a@example.com", "b@example.com")) {
                assertThat(server.deliveredTo(recipient).content()).isEqualTo(sent.content());
            }
        }
    }

    /** Lines that begin with a dot, more than one buffer, no line end at the end: BDAT or DATA, the same mail arrives. */
    @ParameterizedTest
    @CsvSource({
        "'',                  bdat",
        "chunking,            data",
        "pipelining,          bdat",
        "'pipelining,chunking', data"
    })
    void sameMailWhateverIsOffered(String withheld, String path) {
        String[] keywords = withheld.isEmpty() ? new String[0] : withheld.split(",", -1);
        try (RealMailServer server = Way.server(certificates).without(keywords).start();
                RecordingSender sender = sender(server)) {
            String text = ".\r\n..\r\n.\r\n" + "0123456789\r\n".repeat(30_000) + ".";
            Sent small = sender.send(email("a@example.com", "b@example.com").build());
            Sent large = sender.send(email("c@example.com").text(text).build());

            assertThat(small.receipt().path()).isEqualTo(path);
            assertThat(large.receipt().path()).isEqualTo(path);
            assertThat(server.deliveredTo("a@example.com").content()).isEqualTo(small.content());
            assertThat(server.deliveredTo("b@example.com").content()).isEqualTo(small.content());
            assertThat(server.deliveredTo("c@example.com").content()).isEqualTo(large.content());
        }
    }

    /** A recipient that is refused after the content has left with its envelope, and the next message on the same connection. */
    @Test
    void refusalInsideAFlight() {
        try (RealMailServer server = Way.server(certificates)
                .refuseRecipient("gone@example.com", "550 5.1.1 No such mailbox")
                .start()) {
            try (RecordingSender sender = sender(server)) {
                sender.send(email("a@example.com").build());
                MailException refusal = catchThrowableOfType(
                        MailException.class,
                        () -> sender.send(email("gone@example.com").build()));
                assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
                assertThat(refusal.rejections()).hasSize(1);
                sender.send(email("b@example.com").build());
            }
            server.awaitLogged(
                    "disconnect from \\S+ ehlo=2 starttls=1 auth=1 mail=3 rcpt=2/3 bdat=2/3 rset=1 quit=1 commands=.*\n");
            assertThat(server.delivered())
                    .extracting(DeliveredMail::recipient)
                    .containsExactlyInAnyOrder("a@example.com", "b@example.com");
        }
    }

    @Test
    void internationalAddressNeedsTheExtension() {
        try (RealMailServer server =
                Way.server(certificates).without("smtputf8").start()) {
            try (RecordingSender sender = sender(server)) {
                MailException refusal = catchThrowableOfType(
                        MailException.class,
                        () -> sender.send(email("jos\u00e9@example.com").build()));

                assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
                assertThat(refusal.resend()).isEqualTo(Resend.POINTLESS);
                assertThat(refusal).hasMessageContaining("SMTPUTF8");
            }
            server.awaitLogged("disconnect from \\S+ ehlo=2 starttls=1 auth=1 quit=1 commands=5\n");
            assertThat(server.delivered()).isEmpty();
        }
    }
}
