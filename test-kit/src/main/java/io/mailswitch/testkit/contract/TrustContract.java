package io.mailswitch.testkit.contract;

import static io.mailswitch.testkit.contract.Attempt.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.AuthenticationException;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.Transport;
import io.mailswitch.testkit.CertificateKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Nothing is said to a server that is not who it should be, and tokens are renewed once. */
public interface TrustContract extends ContractSubject {

    /**
     * A certificate that proves nothing ends the connection, and a person is told what to do.
     *
     * @param kind what is wrong with it
     */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "VALID")
    default void badCertificateIsRefused(CertificateKind kind) {
        server().present(kind);
        try (Transport transport = open()) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB));

            assertThat(failure.stage()).isEqualTo(Stage.TLS);
            assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
            assertThat(failure.origin()).isIn(FailureOrigin.SETUP, FailureOrigin.TRANSPORT);
            server().present(CertificateKind.VALID);
            Attempt.arrives(server(), transport);
        }
    }

    /** What is wrong with a certificate decides what to do about it. */
    @Test
    default void eachBadCertificateHasAdviceOfItsOwn() {
        Set<String> advice = new HashSet<>();
        for (CertificateKind kind : CertificateKind.values()) {
            if (kind != CertificateKind.VALID) {
                server().present(kind);
                try (Transport transport = open()) {
                    MailException failure = Attempt.fails(transport, ContractMessage.to(BOB));
                    assertThat(advice.add(failure.summary() + failure.advice()))
                            .as("told apart from the others: %s", failure)
                            .isTrue();
                }
            }
        }
    }

    /** TLS 1.1 and older are no TLS. */
    @Test
    default void oldTlsIsRefused() {
        server().speakOnlyOldTls();
        try (Transport transport = open()) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB));

            assertThat(failure.stage()).isEqualTo(Stage.TLS);
            assertThat(failure.resend()).as("%s", failure).isEqualTo(Resend.AFTER_SETUP);
        }
    }

    /** A token that the server refuses is renewed once, and the refused one is named in the request. */
    @Test
    default void refusedTokenIsRenewedOnce() {
        AccessToken old = token(server().issueToken());
        server().revokeTokens();
        AccessToken renewed = token(server().issueToken());
        List<TokenRequest> requests = new ArrayList<>();
        try (Transport transport = open(Attempt.PATIENT, Map.of(), request -> {
            requests.add(request);
            return request.refused().isPresent() ? renewed : old;
        })) {
            Attempt.arrives(server(), transport);
        }
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).refused()).isEmpty();
        assertThat(requests.get(1).refused()).contains(old);
        assertThat(requests).extracting(TokenRequest::scope).doesNotContain("").hasSize(2);
    }

    /** A token that is refused time and again needs a person, and shows in no message. */
    @Test
    default void tokenRefusedTwiceNeedsSetup() {
        AccessToken bad = token(server().issueToken());
        server().revokeTokens();
        List<TokenRequest> requests = new ArrayList<>();
        try (Transport transport = open(Attempt.PATIENT, Map.of(), request -> {
            requests.add(request);
            return bad;
        })) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB));

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(failure.stage()).isEqualTo(Stage.AUTHENTICATION);
            assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
            assertThat(failure.origin()).isEqualTo(FailureOrigin.SETUP);
            assertThat(failure.reply()).isPresent();
            assertThat(everything(failure)).doesNotContain(bad.value().reveal());
        }
        assertThat(requests).hasSizeBetween(1, 2);
    }

    private static AccessToken token(String value) {
        return AccessToken.of(value, Instant.now().plus(Duration.ofHours(1)));
    }

    private static String everything(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
