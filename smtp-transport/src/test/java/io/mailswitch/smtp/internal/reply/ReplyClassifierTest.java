package io.mailswitch.smtp.internal.reply;

import static io.mailswitch.FailureOrigin.MESSAGE;
import static io.mailswitch.FailureOrigin.RECIPIENT;
import static io.mailswitch.FailureOrigin.SETUP;
import static io.mailswitch.FailureOrigin.TRANSPORT;
import static io.mailswitch.Resend.AFTER_SETUP;
import static io.mailswitch.Resend.POINTLESS;
import static io.mailswitch.Resend.SAFE_LATER;
import static io.mailswitch.Stage.AUTHENTICATION;
import static io.mailswitch.Stage.FINAL_REPLY;
import static io.mailswitch.Stage.FORWARD_PATH;
import static io.mailswitch.Stage.GREETING;
import static io.mailswitch.Stage.REVERSE_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.EnhancedStatusCode;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyClassifierTest {
    private static final String SUFFIX =
            " [AM0PR04CA0012.eurprd04.prod.outlook.com 2026-08-28T19:45:50.437Z 08DD0123456789AB]";

    private static Arguments row(
            Stage stage, String reply, Resend resend, FailureOrigin origin, long retryAfterSeconds, String advice) {
        return Arguments.of(stage, reply, resend, origin, retryAfterSeconds, advice);
    }

    /** The rows of Exchange Online as they were recorded, then other servers' by their enhanced codes, then by class. */
    static Stream<Arguments> replies() {
        return Stream.of(
                row(
                        AUTHENTICATION,
                        "550 5.7.30 Basic authentication is not supported for Client Submission.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "mailswitch.smtp.auth=oauth2"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "mailswitch.transport=graph"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "Set-CASMailbox -Identity <mailbox> -SmtpClientAuthenticationDisabled $false"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "Set-CASMailbox -Identity <mailbox> -SmtpClientAuthenticationDisabled $false"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "Leave security defaults on"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "Conditional Access"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "before the next try"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, account locked.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "Unlock the account"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, federated STS service was unreachable.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "AD FS"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, federated STS URL does not support HTTPS.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "TLS 1.2"),
                row(
                        AUTHENTICATION,
                        "535 5.7.139 Authentication unsuccessful, for a reason of tomorrow.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "Sign-in logs"),
                row(
                        AUTHENTICATION,
                        "535 5.7.3 Authentication unsuccessful",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "New-ServicePrincipal"),
                row(
                        AUTHENTICATION,
                        "501 5.5.124 Invalid XOAUTH2 auth data",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "mailswitch.smtp.username"),
                row(AUTHENTICATION, "504 5.7.4 Unrecognized authentication type", AFTER_SETUP, SETUP, 0, "XOAUTH2"),
                row(
                        AUTHENTICATION,
                        "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/smtp_auth_tls.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "proxy"),
                row(
                        AUTHENTICATION,
                        "421 5.7.67 TLS 1.0 and 1.1 are not supported by your organization",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "proxy"),
                row(
                        AUTHENTICATION,
                        "451 4.7.0 Temporary server error. Please try again later. PRX2",
                        SAFE_LATER,
                        TRANSPORT,
                        30,
                        "shared mailbox"),
                row(
                        AUTHENTICATION,
                        "451 4.7.0 Temporary server error. Please try again later. PRX5",
                        SAFE_LATER,
                        TRANSPORT,
                        30,
                        "shared mailbox"),
                row(GREETING, "421 4.3.2 Service not available", SAFE_LATER, TRANSPORT, 0, "again later"),
                row(REVERSE_PATH, "421 4.3.2 Service not active", SAFE_LATER, TRANSPORT, 0, "again later"),
                row(
                        REVERSE_PATH,
                        "451 5.7.3 STARTTLS is required to send mail",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "mailswitch.smtp.tls=starttls"),
                row(
                        REVERSE_PATH,
                        "530 5.7.57 Client not authenticated to send mail.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "mailswitch.smtp.username"),
                row(
                        REVERSE_PATH,
                        "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "mailswitch.smtp.auth"),
                row(
                        REVERSE_PATH,
                        "530 5.7.57 Client not authenticated to send mail. Error: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "Set-CASMailbox"),
                row(
                        REVERSE_PATH,
                        "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
                        POINTLESS,
                        MESSAGE,
                        0,
                        "Add-RecipientPermission"),
                row(
                        REVERSE_PATH,
                        "552 5.3.4 Message size exceeds fixed maximum message size",
                        POINTLESS,
                        MESSAGE,
                        0,
                        "smaller"),
                row(
                        FINAL_REPLY,
                        "552 5.3.4 Message size exceeds fixed maximum message size",
                        POINTLESS,
                        MESSAGE,
                        0,
                        "smaller"),
                row(FORWARD_PATH, "501 5.1.3 Invalid address", POINTLESS, RECIPIENT, 0, "Correct the address"),
                row(FORWARD_PATH, "452 4.5.3 Too many recipients", SAFE_LATER, RECIPIENT, 0, "Split"),
                row(
                        FINAL_REPLY,
                        "554 5.2.252 SendAsDenied; app@contoso.com not allowed to send as ceo@contoso.com; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message",
                        POINTLESS,
                        MESSAGE,
                        0,
                        "Send As"),
                row(
                        FINAL_REPLY,
                        "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.",
                        SAFE_LATER,
                        TRANSPORT,
                        10,
                        "max-connections"),
                row(
                        FINAL_REPLY,
                        "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded",
                        SAFE_LATER,
                        TRANSPORT,
                        10,
                        "max-connections"),
                row(
                        FINAL_REPLY,
                        "430 4.2.0 STOREDRV; mailbox logon failure; failure code:MapiExceptionLogonFailed",
                        SAFE_LATER,
                        SETUP,
                        300,
                        "Add-MailboxPermission"),
                row(
                        FINAL_REPLY,
                        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message due to a permanent exception",
                        SAFE_LATER,
                        TRANSPORT,
                        3600,
                        "24 hours"),
                row(
                        FINAL_REPLY,
                        "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiException(Shutoff)QuotaExceeded",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "Sent Items"),
                row(
                        FINAL_REPLY,
                        "554 5.2.0 STOREDRV.Submission.Exception:SomethingException; Failed to process message",
                        POINTLESS,
                        MESSAGE,
                        0,
                        "name of the exception"),
                row(
                        REVERSE_PATH,
                        "421 4.4.2 Message submission rate for this client has exceeded the configured limit",
                        SAFE_LATER,
                        TRANSPORT,
                        60,
                        "30 messages a minute"),
                row(REVERSE_PATH, "421 4.4.1 Connection timed out", SAFE_LATER, TRANSPORT, 0, "idle-timeout"),
                row(
                        FINAL_REPLY,
                        "550 5.1.8 Access denied, bad outbound sender AS(42004)",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "Restricted entities"),
                row(
                        FORWARD_PATH,
                        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
                        POINTLESS,
                        RECIPIENT,
                        0,
                        "spelling"),
                row(
                        FORWARD_PATH,
                        "550 5.1.1 <x@example.com>: Recipient address rejected: User unknown",
                        POINTLESS,
                        RECIPIENT,
                        0,
                        "spelling"),
                row(
                        FINAL_REPLY,
                        "550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients",
                        POINTLESS,
                        MESSAGE,
                        0,
                        "Split"),
                row(
                        FINAL_REPLY,
                        "550 5.2.3 RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender",
                        POINTLESS,
                        MESSAGE,
                        0,
                        "smaller"),
                row(
                        FINAL_REPLY,
                        "550 5.2.11 RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender",
                        POINTLESS,
                        MESSAGE,
                        0,
                        "smaller"),
                row(
                        FINAL_REPLY,
                        "550 5.2.12 RESOLVER.RST.SendSizeLimit.Org; message too large for this organization",
                        POINTLESS,
                        MESSAGE,
                        0,
                        "smaller"),
                row(
                        FINAL_REPLY,
                        "550 5.7.233 Tenant exceeded its external recipient rate limit",
                        SAFE_LATER,
                        TRANSPORT,
                        3600,
                        "24 hours"),
                row(FINAL_REPLY, "550 5.7.236 onmicrosoft.com limit", AFTER_SETUP, SETUP, 0, "domain of your own"),
                row(
                        FINAL_REPLY,
                        "550 5.7.705 Access denied, tenant has exceeded threshold",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "support"),
                row(
                        FINAL_REPLY,
                        "550 5.7.708 Access denied, traffic not accepted from this IP",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "support"),
                row(
                        FORWARD_PATH,
                        "550 5.5.105 External recipients are not allowed",
                        POINTLESS,
                        RECIPIENT,
                        0,
                        "smtp.office365.com"),
                row(
                        FORWARD_PATH,
                        "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "connector"),
                // other servers
                row(
                        AUTHENTICATION,
                        "535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "before the next try"),
                row(AUTHENTICATION, "535 Incorrect authentication data", AFTER_SETUP, SETUP, 0, "before the next try"),
                row(
                        AUTHENTICATION,
                        "534 5.7.9 Application-specific password required.",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "application password"),
                row(AUTHENTICATION, "534 5.7.14 Please log in via your web browser", AFTER_SETUP, SETUP, 0, "browser"),
                row(
                        AUTHENTICATION,
                        "454 4.7.0 Temporary authentication failure",
                        SAFE_LATER,
                        TRANSPORT,
                        0,
                        "again later"),
                row(
                        AUTHENTICATION,
                        "538 5.7.11 Encryption required for requested authentication mechanism",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "starttls"),
                row(AUTHENTICATION, "550 no", AFTER_SETUP, SETUP, 0, "mailswitch.smtp.auth"),
                row(
                        GREETING,
                        "454 4.7.0 TLS not available due to local problem",
                        SAFE_LATER,
                        TRANSPORT,
                        0,
                        "certificate set-up"),
                row(GREETING, "554 5.7.1 Your address is blocked", AFTER_SETUP, TRANSPORT, 0, "ehlo-name"),
                row(
                        REVERSE_PATH,
                        "530 5.7.0 Must issue a STARTTLS command first",
                        AFTER_SETUP,
                        SETUP,
                        0,
                        "tls=starttls"),
                row(REVERSE_PATH, "550 5.1.7 Invalid sender", POINTLESS, MESSAGE, 0, "sender's address"),
                row(REVERSE_PATH, "553 sender refused", POINTLESS, MESSAGE, 0, "sender"),
                row(REVERSE_PATH, "452 4.3.1 Insufficient system storage", SAFE_LATER, TRANSPORT, 0, "again later"),
                row(FORWARD_PATH, "450 4.7.1 Greylisted, please try again", SAFE_LATER, TRANSPORT, 0, "minutes"),
                row(FORWARD_PATH, "450 4.2.1 mailbox busy", SAFE_LATER, RECIPIENT, 0, "again later"),
                row(FORWARD_PATH, "452 4.2.2 Mailbox full", SAFE_LATER, RECIPIENT, 0, "again later"),
                row(FORWARD_PATH, "550 relaying denied", POINTLESS, RECIPIENT, 0, "recipient's address"),
                row(FINAL_REPLY, "552 Message size exceeds limit", POINTLESS, MESSAGE, 0, "smaller"),
                row(FINAL_REPLY, "451 local error", SAFE_LATER, TRANSPORT, 0, "again later"),
                row(FINAL_REPLY, "554 spam", POINTLESS, MESSAGE, 0, "change the message"));
    }

    static Reply reply(String text) {
        String rest = text.substring(4);
        EnhancedStatusCode enhanced = EnhancedStatusCode.leading(rest).orElse(null);
        return Reply.smtp(
                Integer.parseInt(text.substring(0, 3)),
                enhanced,
                List.of(
                        enhanced == null
                                ? rest
                                : rest.substring(enhanced.toString().length()).strip()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("replies")
    void reply(Stage stage, String text, Resend resend, FailureOrigin origin, long retryAfterSeconds, String advice) {
        for (String variant : List.of(text, text + SUFFIX, text + " [Hostname=AM0PR04.eurprd04.prod.outlook.com]")) {
            Verdict verdict = ReplyClassifier.classify(reply(variant), stage);

            assertThat(verdict.resend()).as(variant).isEqualTo(resend);
            assertThat(verdict.origin()).as(variant).isEqualTo(origin);
            assertThat(verdict.retryAfter())
                    .as(variant)
                    .isEqualTo(retryAfterSeconds == 0 ? null : Duration.ofSeconds(retryAfterSeconds));
            assertThat(verdict.advice()).as(variant).contains(advice).endsWith(".");
            assertThat(verdict.meaning()).as(variant).isNotBlank().doesNotEndWith(".");
        }
    }

    @Test
    void tenantSwitchTellsTheOperatorWhatToDo() {
        Verdict verdict = ReplyClassifier.classify(
                reply("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."),
                AUTHENTICATION);

        assertThat(verdict.advice())
                .contains("Set-CASMailbox -Identity <mailbox> -SmtpClientAuthenticationDisabled $false")
                .contains("mailswitch.transport=graph")
                .contains("mailswitch.smtp.auth=oauth2");
    }

    @Test
    void bracketInTheMiddleIsNotTheServersName() {
        assertThat(ReplyClassifier.withoutServer("a [b] c [d]")).isEqualTo("a [b] c");
        assertThat(ReplyClassifier.withoutServer("a [b] c")).isEqualTo("a [b] c");
    }

    @Test
    void eachRuleIsReached() {
        Set<ReplyRule> unreached = new HashSet<>(ReplyRules.all());
        for (ReplyRule rule : ReplyRules.all()) {
            String enhanced = rule.enhanced().replace("x.", rule.code() / 100 == 4 ? "4." : "5.");
            int code = rule.code() != 0 ? rule.code() : enhanced.startsWith("4") ? 451 : 554;
            Reply sample = reply(code + " " + enhanced + " " + String.join(" ", rule.texts()));
            Verdict verdict = ReplyClassifier.classify(sample, FINAL_REPLY);
            if (verdict.advice().equals(rule.advice()) && verdict.meaning().equals(rule.meaning())) {
                unreached.remove(rule);
            }
        }
        assertThat(unreached).as("rules that others hide").isEmpty();
    }

    @Test
    void whatServersAppendIsDropped() {
        assertThat(ReplyClassifier.withoutServer("no such user" + SUFFIX)).isEqualTo("no such user");
        assertThat(ReplyClassifier.withoutServer("no [a] such user [b] ")).isEqualTo("no [a] such user");
        assertThat(ReplyClassifier.withoutServer("no such user [b] here")).isEqualTo("no such user [b] here");
        assertThat(ReplyClassifier.withoutServer("no such user b]")).isEqualTo("no such user b]");
        assertThat(ReplyClassifier.withoutServer("no such user [a]]")).isEqualTo("no such user [a]]");
    }

    /** Would take hours where each blank is a place to begin a search. */
    @Test
    void blanksAreRead() {
        String text = "no" + " ".repeat(2_000_000) + "way";
        assertThat(ReplyClassifier.withoutServer(text)).isEqualTo(text);
    }
}
