package io.mailswitch.smtp.realserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.ConnectionException;
import io.mailswitch.Email;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server whose TLS or certificate is not good enough learns nothing but the name the client gives itself. */
@RequiresRealServers
class RealTlsRefusalTest {
    private static final Email EMAIL = Email.builder()
            .from(Way.USER)
            .to("ops@example.com")
            .subject("secret")
            .text("secret")
            .build();
    private static ServerCertificates certificates;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
    }

    @ParameterizedTest
    @EnumSource
    void serverOfTls10IsRefused(Way way) {
        assertThat(refusal(way, Way.server(certificates).tls("TLSv1", "TLSv1")).advice())
                .contains("TLS 1.2 or 1.3");
    }

    @ParameterizedTest
    @EnumSource
    void serverOfTls11IsRefused(Way way) {
        assertThat(refusal(way, Way.server(certificates).tls("TLSv1.1", "TLSv1.1"))
                        .advice())
                .contains("TLS 1.2 or 1.3");
    }

    @ParameterizedTest
    @EnumSource
    void expiredCertificateIsRefused(Way way) {
        ConnectionException refusal = refusal(way, Way.server(certificates).identity(certificates.expired()));

        assertThat(refusal).hasMessageContaining("has expired");
        assertThat(refusal.advice()).contains("renew");
    }

    @ParameterizedTest
    @EnumSource
    void certificateForAnotherHostIsRefused(Way way) {
        ConnectionException refusal = refusal(way, Way.server(certificates).identity(certificates.wrongName()));

        assertThat(refusal).hasMessageContaining("localhost").hasMessageContaining("mail.example.com");
        assertThat(refusal.advice()).contains("mailswitch.smtp.host");
    }

    @ParameterizedTest
    @EnumSource
    void selfSignedCertificateIsRefused(Way way) {
        ConnectionException refusal = refusal(way, Way.server(certificates).identity(certificates.selfSigned()));

        assertThat(refusal).hasMessageContaining("signed by itself");
        assertThat(refusal.advice()).contains("mailswitch.smtp.ca-file");
    }

    @ParameterizedTest
    @EnumSource
    void certificateOfUnknownCaIsRefused(Way way) {
        ConnectionException refusal = refusal(way, Way.server(certificates).identity(certificates.fromUnknownCa()));

        assertThat(refusal).hasMessageContaining("Mailswitch other CA");
        assertThat(refusal.advice()).contains("mailswitch.smtp.ca-file", "authority");
    }

    @Test
    void everyCauseHasAnAdviceOfItsOwn() {
        List<String> advices = Stream.of(
                        Way.server(certificates).tls("TLSv1.1", "TLSv1.1"),
                        Way.server(certificates).identity(certificates.expired()),
                        Way.server(certificates).identity(certificates.wrongName()),
                        Way.server(certificates).identity(certificates.selfSigned()),
                        Way.server(certificates).identity(certificates.fromUnknownCa()))
                .map(server -> refusal(Way.PASSWORD_STARTTLS, server).advice())
                .toList();

        assertThat(advices).doesNotHaveDuplicates();
    }

    /** Sends to the server in vain, and makes sure of what it got to know, by its own account. */
    private static ConnectionException refusal(Way way, RealMailServerBuilder builder) {
        try (RealMailServer server = builder.start();
                RecordingSender sender = RecordingSender.open(way.into(server, certificates), server)) {
            ConnectionException refusal = catchThrowableOfType(ConnectionException.class, () -> sender.send(EMAIL));

            assertThat(refusal).as(server::diagnosis).isNotNull();
            assertThat(refusal.stage()).isEqualTo(Stage.TLS);
            assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(refusal.resend()).isEqualTo(Resend.AFTER_SETUP);
            assertThat(refusal.origin()).isIn(FailureOrigin.SETUP, FailureOrigin.TRANSPORT);
            server.awaitLogged(
                    way.startsWithTls()
                            ? "disconnect from \\S+ commands=0/0\n"
                            : "disconnect from \\S+ ehlo=1 starttls=(0/)?1 commands=(1/)?2\n");
            assertThat(server.log()).doesNotContain("auth=", "mail=");
            assertThat(server.loginAttempts()).isZero();
            assertThat(server.delivered()).isEmpty();
            return refusal;
        }
    }
}
