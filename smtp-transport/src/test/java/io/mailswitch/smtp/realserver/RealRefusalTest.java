package io.mailswitch.smtp.realserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.Attachment;
import io.mailswitch.AuthenticationException;
import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.EmailBuilder;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Rejection;
import io.mailswitch.Resend;
import io.mailswitch.Secret;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real server refuses is refused to the caller, with the cause, and nothing is delivered that was not accepted. */
@RequiresRealServers
class RealRefusalTest {
    private static final int MAX_BYTES = 100_000;
    private static ServerCertificates certificates;
    private static RealMailServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
        server = Way.server(certificates)
                .refuseRecipient("gone@example.com", "550 5.1.1 No such mailbox")
                .refuseRecipient("busy@example.com", "450 4.2.1 Try later")
                .maxMessageBytes(MAX_BYTES)
                .start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static EmailBuilder email(String... recipients) {
        return Email.builder().from(Way.USER).to(recipients).subject("refused").text("text");
    }

    private static <T extends MailException> T refusal(Class<T> type, Way way, Email email) {
        try (RecordingSender sender = RecordingSender.open(way.into(server, certificates), server)) {
            return catchThrowableOfType(type, () -> sender.send(email));
        }
    }

    private static void assertNotDelivered(String recipient) {
        assertThat(server.delivered()).extracting(DeliveredMail::recipient).doesNotContain(recipient);
    }

    @Test
    void refusedRecipientIsNamedAndNothingIsSent() {
        MailException refusal = refusal(
                MailException.class,
                Way.PASSWORD_STARTTLS,
                email("kept@example.com", "gone@example.com").build());

        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(refusal.stage()).isEqualTo(Stage.FORWARD_PATH);
        assertThat(refusal.resend()).isEqualTo(Resend.POINTLESS);
        Rejection rejection = refusal.rejections().get(0);
        assertThat(refusal.rejections()).hasSize(1);
        assertThat(rejection.recipient()).isEqualTo(EmailAddress.of("gone@example.com"));
        assertThat(rejection.reply().code()).isEqualTo(550);
        assertThat(rejection.reply().enhancedCode().orElseThrow()).hasToString("5.1.1");
        assertThat(rejection.resend()).isEqualTo(Resend.POINTLESS);
        assertNotDelivered("kept@example.com");
    }

    @Test
    void recipientRefusedForNowMayBeTriedLater() {
        MailException refusal = refusal(
                MailException.class,
                Way.TOKEN_STARTTLS,
                email("busy@example.com").build());

        assertThat(refusal.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(refusal.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reply().code()).isEqualTo(450);
            assertThat(rejection.resend()).isEqualTo(Resend.SAFE_LATER);
        });
    }

    @Test
    void partialSubmissionReachesTheOthers() {
        try (RecordingSender sender = RecordingSender.open(
                Way.PASSWORD_STARTTLS.into(server, certificates).partialSubmission(true), server)) {
            SendReceipt receipt = sender.send(
                            email("gone@example.com", "other@example.com").build())
                    .receipt();

            assertThat(receipt.accepted()).containsExactly(EmailAddress.of("other@example.com"));
            assertThat(receipt.rejected())
                    .extracting(Rejection::recipient)
                    .containsExactly(EmailAddress.of("gone@example.com"));
            assertThat(server.deliveredTo("other@example.com").reversePath()).isEqualTo(Way.USER);
        }
    }

    @Test
    void messageOverTheServersSizeIsRefusedBeforeItsContent() {
        Email large = email("large@example.com")
                .attach(Attachment.of("large.bin", "application/octet-stream", new byte[MAX_BYTES]))
                .build();

        MailException refusal = refusal(MailException.class, Way.PASSWORD_STARTTLS, large);

        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(refusal.resend()).isEqualTo(Resend.POINTLESS);
        assertThat(refusal.stage()).isLessThanOrEqualTo(Stage.REVERSE_PATH);
        assertThat(refusal).hasMessageContaining(Integer.toString(MAX_BYTES));
        assertNotDelivered("large@example.com");
    }

    @Test
    void messageOverASizeThatIsNotAnnouncedIsRefusedAfterItsContent() {
        try (RealMailServer secretive = Way.server(certificates)
                        .maxMessageBytes(MAX_BYTES)
                        .without("size")
                        .start();
                RecordingSender sender =
                        RecordingSender.open(Way.PASSWORD_STARTTLS.into(secretive, certificates), secretive)) {
            Email large = email("large@example.com")
                    .attach(Attachment.of("large.bin", "application/octet-stream", new byte[MAX_BYTES]))
                    .build();

            MailException refusal = catchThrowableOfType(MailException.class, () -> sender.send(large));

            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(refusal.resend()).isEqualTo(Resend.POINTLESS);
            assertThat(refusal.stage()).isIn(Stage.CONTENT, Stage.FINAL_REPLY);
            assertThat(refusal.reply().orElseThrow().code()).isEqualTo(552);
            assertThat(secretive.delivered()).isEmpty();
        }
    }

    @Test
    void wrongPasswordIsTriedOnce() {
        int attempts = server.loginAttempts();
        try (RecordingSender sender = RecordingSender.open(
                Way.PASSWORD_STARTTLS.into(server, certificates).password(Secret.of("battery staple")), server)) {
            AuthenticationException refusal = catchThrowableOfType(
                    AuthenticationException.class,
                    () -> sender.send(email("wrong@example.com").build()));

            assertThat(refusal.stage()).isEqualTo(Stage.AUTHENTICATION);
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(refusal.resend()).isEqualTo(Resend.AFTER_SETUP);
            assertThat(refusal.reply().orElseThrow().code()).isEqualTo(535);
            assertThat(refusal).hasMessageNotContaining("battery staple");
        }
        assertThat(server.loginAttempts()).isEqualTo(attempts + 1);
        assertNotDelivered("wrong@example.com");
    }

    @Test
    void expiredTokenIsReplacedOnce() {
        List<TokenRequest> requests = new ArrayList<>();
        try (RecordingSender sender = RecordingSender.open(Way.TOKEN_STARTTLS.into(server, certificates), request -> {
            requests.add(request);
            return token(
                    requests.size() == 1
                            ? server.tokens().expiredToken(Way.USER)
                            : server.tokens().validToken(Way.USER));
        })) {
            sender.send(email("refreshed@example.com").build());
        }

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).refused()).isEmpty();
        assertThat(requests.get(1).refused()).isPresent();
        assertThat(server.deliveredTo("refreshed@example.com").received())
                .contains("Authenticated sender: " + Way.USER);
    }

    @Test
    void refusedTokensEndAfterTheSecond() {
        int attempts = server.loginAttempts();
        List<TokenRequest> requests = new ArrayList<>();
        try (RecordingSender sender = RecordingSender.open(Way.TOKEN_STARTTLS.into(server, certificates), request -> {
            requests.add(request);
            return token(server.tokens().expiredToken(Way.USER));
        })) {
            AuthenticationException refusal = catchThrowableOfType(
                    AuthenticationException.class,
                    () -> sender.send(email("expired@example.com").build()));

            assertThat(refusal.stage()).isEqualTo(Stage.AUTHENTICATION);
            assertThat(refusal.resend()).isEqualTo(Resend.AFTER_SETUP);
            assertThat(refusal.reply().orElseThrow().code()).isEqualTo(535);
        }
        assertThat(requests).hasSize(2);
        assertThat(server.loginAttempts()).isEqualTo(attempts + 2);
        assertNotDelivered("expired@example.com");
    }

    @Test
    void sameTokenIsNotTriedAgain() {
        int attempts = server.loginAttempts();
        List<TokenRequest> requests = new ArrayList<>();
        AccessToken expired = token(server.tokens().expiredToken(Way.USER));
        try (RecordingSender sender = RecordingSender.open(Way.TOKEN_STARTTLS.into(server, certificates), request -> {
            requests.add(request);
            return expired;
        })) {
            AuthenticationException refusal = catchThrowableOfType(
                    AuthenticationException.class,
                    () -> sender.send(email("expired@example.com").build()));

            assertThat(refusal.reply().orElseThrow().code()).isEqualTo(535);
        }
        assertThat(requests).hasSize(2);
        assertThat(server.loginAttempts()).isEqualTo(attempts + 1);
    }

    private static AccessToken token(String value) {
        return AccessToken.of(value, Instant.now().plusSeconds(3600));
    }
}
