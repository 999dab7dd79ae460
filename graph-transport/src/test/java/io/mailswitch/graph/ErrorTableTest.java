package io.mailswitch.graph;

import static io.mailswitch.FailureOrigin.MESSAGE;
import static io.mailswitch.FailureOrigin.RECIPIENT;
import static io.mailswitch.FailureOrigin.SETUP;
import static io.mailswitch.FailureOrigin.TRANSPORT;
import static io.mailswitch.Resend.AFTER_SETUP;
import static io.mailswitch.Resend.MAY_DUPLICATE;
import static io.mailswitch.Resend.POINTLESS;
import static io.mailswitch.Resend.SAFE_LATER;
import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.AuthenticationException;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SubmissionException;
import io.mailswitch.graph.internal.failure.ErrorTable;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.GraphStage;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each error of Graph means for a mail. */
class ErrorTableTest {
    private static final Class<?> SIGN_IN = AuthenticationException.class;
    private static final Class<?> OTHER = SubmissionException.class;

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static MailSender sender;

    @BeforeAll
    static void open() {
        sender = GraphFixture.sender(exchange.exchange());
    }

    @AfterAll
    static void close() {
        sender.close();
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row(401, "InvalidAuthenticationToken", "Access token is empty.", SIGN_IN, AFTER_SETUP, SETUP, "clock"),
                row(401, "InvalidAudience", "", SIGN_IN, AFTER_SETUP, SETUP, "https://graph.microsoft.com/.default"),
                row(401, "InvalidAudienceForResource", "", SIGN_IN, AFTER_SETUP, SETUP, "scope"),
                row(401, "SomethingNew", "", SIGN_IN, AFTER_SETUP, SETUP, "mailswitch.cloud"),
                row(
                        403,
                        "ErrorAccessDenied",
                        "Access is denied. Check credentials and try again.",
                        SIGN_IN,
                        AFTER_SETUP,
                        SETUP,
                        "application permission Mail.Send"),
                row(
                        403,
                        "ErrorAccessDenied",
                        "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.",
                        SIGN_IN,
                        AFTER_SETUP,
                        SETUP,
                        "Test-ApplicationAccessPolicy"),
                row(
                        403,
                        "ErrorAccessDenied",
                        "Access to OData is disabled.",
                        SIGN_IN,
                        AFTER_SETUP,
                        SETUP,
                        "Test-ApplicationAccessPolicy"),
                row(403, "Authorization_RequestDenied", "", SIGN_IN, AFTER_SETUP, SETUP, "admin consent"),
                row(403, "ErrorSendAsDenied", "", OTHER, POINTLESS, MESSAGE, "-AccessRights SendAs"),
                row(403, "insufficient_claims", "", SIGN_IN, AFTER_SETUP, SETUP, "Conditional Access"),
                row(
                        404,
                        "MailboxNotEnabledForRESTAPI",
                        "The mailbox is either inactive",
                        OTHER,
                        AFTER_SETUP,
                        SETUP,
                        "licence"),
                row(
                        404,
                        "ErrorInvalidUser",
                        "The requested user 'x@contoso.com' is invalid.",
                        OTHER,
                        AFTER_SETUP,
                        SETUP,
                        "mailswitch.graph.mailbox"),
                row(404, "Request_ResourceNotFound", "", OTHER, AFTER_SETUP, SETUP, "mailswitch.entra.tenant-id"),
                row(
                        404,
                        "ResourceNotFound",
                        "Resource could not be discovered.",
                        OTHER,
                        AFTER_SETUP,
                        SETUP,
                        "mailswitch.cloud"),
                row(
                        400,
                        "ErrorInvalidRecipients",
                        "At least one recipient is not valid.",
                        OTHER,
                        POINTLESS,
                        RECIPIENT,
                        "addresses"),
                row(400, "InvalidInternetMessageHeader", "", OTHER, POINTLESS, MESSAGE, "X-"),
                row(400, "InvalidInternetMessageHeaderCollection", "", OTHER, POINTLESS, MESSAGE, "five"),
                row(400, "ErrorMimeContentInvalidBase64String", "", OTHER, POINTLESS, MESSAGE, "builder"),
                row(400, "ErrorMimeContentInvalid", "", OTHER, POINTLESS, MESSAGE, "structure"),
                row(400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize", "", OTHER, POINTLESS, MESSAGE, "Report"),
                row(
                        400,
                        "BadRequest",
                        "The maximum request length supported is 4MB.",
                        OTHER,
                        POINTLESS,
                        MESSAGE,
                        "attachments can be uploaded"),
                row(413, "RequestEntityTooLarge", "", OTHER, POINTLESS, MESSAGE, "attachments can be uploaded"),
                row(
                        400,
                        "ErrorMessageSizeExceeded",
                        "",
                        OTHER,
                        POINTLESS,
                        MESSAGE,
                        "Set-Mailbox <mailbox> -MaxSendSize"),
                row(
                        413,
                        "ErrorMessageSizeExceeded",
                        "",
                        OTHER,
                        POINTLESS,
                        MESSAGE,
                        "mailswitch.graph.max-message-size"),
                row(403, "ErrorQuotaExceeded", "", OTHER, AFTER_SETUP, SETUP, "Sent Items"),
                row(507, "quotaLimitReached", "", OTHER, AFTER_SETUP, SETUP, "Get-EXOMailboxStatistics"),
                row(403, "ErrorSubmissionQuotaExceeded", "", OTHER, SAFE_LATER, TRANSPORT, "hours"),
                row(429, "ErrorSubmissionQuotaExceeded", "", OTHER, SAFE_LATER, TRANSPORT, "High Volume Email"),
                row(403, "ErrorExceededMessageLimit", "", OTHER, SAFE_LATER, TRANSPORT, "tomorrow"),
                row(429, "ErrorExceededMaxRecipientLimit", "", OTHER, SAFE_LATER, TRANSPORT, "Outlook.com"),
                row(403, "ErrorMessageSubmissionBlocked", "", OTHER, AFTER_SETUP, SETUP, "verify"),
                row(403, "ErrorAccountSuspend", "", OTHER, AFTER_SETUP, SETUP, "outlook.com"),
                row(
                        429,
                        "ApplicationThrottled",
                        "Application is over its MailboxConcurrency limit.",
                        OTHER,
                        SAFE_LATER,
                        TRANSPORT,
                        "mailswitch.graph.max-concurrent"),
                row(429, "activityLimitReached", "", OTHER, SAFE_LATER, TRANSPORT, "pause"),
                row(429, "TooManyRequests", "", OTHER, SAFE_LATER, TRANSPORT, "pause"),
                row(429, "CommandConcurrencyLimitReached", "", OTHER, SAFE_LATER, TRANSPORT, "4 or less"),
                row(429, "SomethingNew", "", OTHER, SAFE_LATER, TRANSPORT, "pause"),
                row(503, "ApplicationThrottled", "", OTHER, SAFE_LATER, TRANSPORT, "pause"),
                row(500, "ErrorInternalServerError", "", OTHER, MAY_DUPLICATE, TRANSPORT, "Sent Items"),
                row(500, "ErrorInternalServerTransientError", "", OTHER, MAY_DUPLICATE, TRANSPORT, "Sent Items"),
                row(503, "ErrorServerBusy", "", OTHER, MAY_DUPLICATE, TRANSPORT, "Sent Items"),
                row(503, "serviceNotAvailable", "", OTHER, MAY_DUPLICATE, TRANSPORT, "Sent Items"),
                row(504, "UnknownError", "", OTHER, MAY_DUPLICATE, TRANSPORT, "Message-ID"),
                row(404, "SomethingNew", "", OTHER, AFTER_SETUP, SETUP, "mailswitch.graph.base-url"),
                row(400, "SomethingNew", "", OTHER, POINTLESS, MESSAGE, "request-id"));
    }

    private static Arguments row(
            int status,
            String code,
            String message,
            Class<?> type,
            Resend resend,
            FailureOrigin origin,
            String advice) {
        return Arguments.of(status, code, message, type, resend, origin, advice);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("rows")
    void errorIsToldWithAdvice(
            int status,
            String code,
            String message,
            Class<?> type,
            Resend resend,
            FailureOrigin origin,
            String advice) {
        exchange.exchange().graph().at(GraphStage.SEND_MAIL).error(status, code, message);

        MailException failure = failure(() -> sender.send(email().build()));

        assertThat(failure).isInstanceOf(type);
        assertThat(failure.resend()).isEqualTo(resend);
        assertThat(failure.outcome()).isEqualTo(resend == MAY_DUPLICATE ? Outcome.UNKNOWN : Outcome.NOT_ACCEPTED);
        assertThat(failure.origin()).isEqualTo(origin);
        assertThat(failure.advice()).contains(advice);
        assertThat(failure.transport()).contains("graph");
        assertThat(failure.messageId()).isPresent();
        assertThat(failure.reply().orElseThrow().code()).isEqualTo(status);
        assertThat(failure.reply().orElseThrow().errorCode()).contains(code);
        assertThat(failure.reply().orElseThrow().text())
                .contains("(request-id ")
                .contains("client-request-id ");
        assertThat(failure.getMessage()).as("no address").doesNotContain("@");
        assertThat(exchange.exchange().graph().requests(GraphStage.SEND_MAIL))
                .as("no second try with the same token")
                .hasSize(1);
    }

    @Test
    void quotaLasts_evenWhereGraphDoesNotSayHowLong() {
        exchange.exchange().graph().at(GraphStage.SEND_MAIL).error(403, "ErrorSubmissionQuotaExceeded", "");

        assertThat(failure(() -> sender.send(email().build())).retryAfter()).contains(Duration.ofHours(1));
    }

    @Test
    void everyRowOfTheTableHasMeaningAndAdvice() {
        assertThat(ErrorTable.rows()).hasSizeGreaterThan(30).allSatisfy(row -> {
            assertThat(row.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(row.advice("Mail.Send")).endsWith(".").doesNotContain("{");
        });
    }

    @Test
    void pauseInSecondsIsHandedOn() {
        exchange.exchange()
                .graph()
                .at(GraphStage.SEND_MAIL)
                .forMailbox("paused@example.com")
                .retryAfter(Duration.ofSeconds(90))
                .error(429, "ApplicationThrottled", "slow down");

        assertThat(failureOfPaused().retryAfter()).contains(Duration.ofSeconds(90));
    }

    @Test
    void pauseUntilADateIsHandedOn() {
        exchange.exchange()
                .graph()
                .at(GraphStage.SEND_MAIL)
                .retryAfter(Instant.now().plusSeconds(120))
                .status(429);

        assertThat(failureOfPaused().retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(110), Duration.ofSeconds(121));
    }

    /** From a mailbox of its own, which rests afterwards. */
    private static MailException failureOfPaused() {
        exchange.accounts().addMailbox("paused@example.com");
        try (MailSender paused =
                GraphFixture.sender(exchange.exchange(), "mailswitch.graph.mailbox", "paused@example.com")) {
            return failure(() -> paused.send(email().from("paused@example.com").build()));
        }
    }
}
