package io.mailswitch.entra;

import static io.mailswitch.entra.TokenFixture.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.AuthenticationException;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.entra.internal.ErrorRow;
import io.mailswitch.entra.internal.ErrorTable;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.testkit.EntraError;
import io.mailswitch.testkit.EntraStage;
import io.mailswitch.testkit.FakeEntra;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenErrorTest {
    private static final Set<EntraError> TRANSIENT = EnumSet.of(EntraError.THROTTLED, EntraError.SERVICE_ERROR);

    private final TokenFixture fixture = new TokenFixture();

    @BeforeEach
    void reset() {
        fixture.exchange.reset();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachErrorHasItsAdvice(EntraError error) {
        fixture.entra.at(EntraStage.TOKEN).fail(error);

        AuthenticationException failure = failure();

        ErrorRow row = ErrorTable.rows().stream()
                .filter(candidate -> candidate.code() == error.code())
                .findFirst()
                .orElseThrow(() -> new AssertionError("the table lacks AADSTS" + error.code()));
        assertThat(failure).hasMessageContaining(row.meaning()).hasMessageContaining("AADSTS" + error.code());
        assertThat(failure.advice()).isEqualTo(row.advice());
        assertThat(failure.stage()).isEqualTo(Stage.TOKEN);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        boolean later = TRANSIENT.contains(error);
        assertThat(failure.resend()).isEqualTo(later ? Resend.SAFE_LATER : Resend.AFTER_SETUP);
        assertThat(failure.origin()).isEqualTo(later ? FailureOrigin.TRANSPORT : FailureOrigin.SETUP);
        assertThat(failure.reply()).hasValueSatisfying(reply -> {
            assertThat(reply.code()).isEqualTo(error.status());
            assertThat(reply.errorCode()).contains(error.error() + " AADSTS" + error.code());
            assertThat(reply.text()).contains("Trace ID: ", "Correlation ID: ").doesNotStartWith("AADSTS");
        });
        assertThat(fixture.entra.requests(EntraStage.TOKEN)).as("asked once").hasSize(1);
        assertNoSecret(failure);
    }

    @Test
    void tableHoldsEachErrorOnceWithAdviceOfItsOwn() {
        assertThat(ErrorTable.rows().stream().map(ErrorRow::code)).doesNotHaveDuplicates();
        assertThat(ErrorTable.rows()).allSatisfy(row -> {
            assertThat(row.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(row.advice()).endsWith(".");
        });
        assertThat(Arrays.stream(EntraError.values()).map(EntraError::code))
                .containsAll(ErrorTable.rows().stream().map(ErrorRow::code).toList());
    }

    @Test
    void unknownErrorKeepsItsNumber() {
        fixture.entra
                .at(EntraStage.TOKEN)
                .answer(
                        400,
                        "application/json",
                        "{\"error\":\"invalid_request\",\"error_description\":\"AADSTS9999999: Something new.\"}");

        AuthenticationException failure = failure();

        assertThat(failure).hasMessageContaining("AADSTS9999999").hasMessageContaining("Something new.");
        assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
    }

    @Test
    void pauseMayBeADate() {
        fixture.entra
                .at(EntraStage.TOKEN)
                .retryAfter(fixture.clock.instant().plusSeconds(120))
                .status(429);

        assertThat(failure().retryAfter()).hasValueSatisfying(pause -> assertThat(pause)
                .isBetween(Duration.ofSeconds(118), Duration.ofSeconds(120)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void serversTroubleMayGoAgain(int status) {
        fixture.entra.at(EntraStage.TOKEN).status(status);

        AuthenticationException failure = failure();

        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(failure.origin()).isEqualTo(FailureOrigin.TRANSPORT);
        assertThat(failure.reply())
                .hasValueSatisfying(reply -> assertThat(reply.code()).isEqualTo(status));
        assertThat(fixture.entra.requests(EntraStage.TOKEN)).hasSize(1);
    }

    @Test
    void gatewaysPageIsNoAnswer() {
        fixture.entra.at(EntraStage.TOKEN).answer(502, "text/html", "<html><h1>Bad Gateway</h1></html>");

        AuthenticationException failure = failure();

        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(failure).hasMessageNotContaining("<h1>");
    }

    @Test
    void pageInPlaceOfTokenIsRefused() {
        fixture.entra.at(EntraStage.TOKEN).answer(200, "text/html", "<html>Sign in to the hotel network</html>");

        assertThat(failure()).hasMessageStartingWith("no access token for https://graph.microsoft.com/.default: ");
    }

    @Test
    void brokenJsonIsRefused() {
        fixture.entra.at(EntraStage.TOKEN).answer(200, "application/json", "{\"access_token\":\"abc");

        assertThat(failure()).hasMessageStartingWith("no access token for");
    }

    @Test
    void redirectIsNotFollowed() {
        fixture.entra.at(EntraStage.TOKEN).redirect(307, URI.create("https://localhost:1/elsewhere"));

        AuthenticationException failure = failure();

        assertThat(failure.reply())
                .hasValueSatisfying(reply -> assertThat(reply.code()).isEqualTo(307));
        assertThat(fixture.entra.requests(EntraStage.TOKEN)).hasSize(1);
    }

    @Test
    void echoedSecretIsHidden() {
        fixture.entra
                .at(EntraStage.TOKEN)
                .answer(
                        401,
                        "application/json",
                        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: bad secret "
                                + FakeEntra.CLIENT_SECRET + "\"}");

        AuthenticationException failure = failure();

        assertThat(failure.getMessage()).contains("bad secret ***");
        assertThat(failure.reply().orElseThrow().text()).doesNotContain(FakeEntra.CLIENT_SECRET);
    }

    @Test
    void eachSenderFindsItsOwnPlaceInTheStack() {
        fixture.entra.at(EntraStage.TOKEN).fail(EntraError.WRONG_SECRET);
        try (var source = fixture.open()) {
            AuthenticationException first =
                    catchThrowableOfType(AuthenticationException.class, () -> asksFirst(source));
            AuthenticationException later =
                    catchThrowableOfType(AuthenticationException.class, () -> asksLater(source));

            assertThat(methods(first)).contains("asksFirst").doesNotContain("fly");
            assertThat(methods(later)).contains("asksLater").doesNotContain("asksFirst", "fly");
            assertThat(later).hasCause(first.getCause());
        }
        assertThat(fixture.entra.requests(EntraStage.TOKEN))
                .as("the second is remembered")
                .hasSize(1);
    }

    private static void asksFirst(TokenSource source) {
        graph(source);
    }

    private static void asksLater(TokenSource source) {
        graph(source);
    }

    /** Returns the methods of this module that the stack goes through. */
    private static List<String> methods(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(place -> place.getClassName().startsWith("io.mailswitch.entra."))
                .map(StackTraceElement::getMethodName)
                .toList();
    }

    private AuthenticationException failure() {
        try (var source = fixture.open()) {
            return catchThrowableOfType(AuthenticationException.class, () -> graph(source));
        }
    }

    private static void assertNoSecret(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(FakeEntra.CLIENT_SECRET);
    }
}
