package io.mailswitch.graph.internal.failure;

import static io.mailswitch.graph.internal.failure.Verdict.AMBIGUOUS;
import static io.mailswitch.graph.internal.failure.Verdict.LATER;
import static io.mailswitch.graph.internal.failure.Verdict.MESSAGE;
import static io.mailswitch.graph.internal.failure.Verdict.PERMISSION;
import static io.mailswitch.graph.internal.failure.Verdict.RECIPIENTS;
import static io.mailswitch.graph.internal.failure.Verdict.SETUP;
import static io.mailswitch.graph.internal.failure.Verdict.TOKEN;
import static io.mailswitch.graph.internal.failure.Verdict.UPLOAD_LOST;

import io.mailswitch.graph.internal.wire.Answer;
import io.mailswitch.graph.internal.wire.ErrorBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the errors of Graph mean for a mail. The first row that fits counts: those with a code before those with a status alone. Sources:
 * Microsoft Graph documentation, "Error responses and resource types", "Throttling guidance" and "Resolve authorization errors"; Exchange
 * Web Services reference, "ResponseCode"; the rest is known from public logs.
 */
public final class ErrorTable {
    private static final String WAIT = "; a change takes up to two hours to apply";
    private static final String POWERSHELL = " in Exchange Online PowerShell";
    private static final List<ErrorRow> ROWS = rows();

    private ErrorTable() {}

    private static List<ErrorRow> rows() {
        List<ErrorRow> rows = new ArrayList<>();
        access(rows);
        mailbox(rows);
        message(rows);
        load(rows);
        statuses(rows);
        return List.copyOf(rows);
    }

    private static void access(List<ErrorRow> rows) {
        row(
                rows,
                "InvalidAudience InvalidAudienceForResource",
                TOKEN,
                "the access token is for another API",
                "Ask for a token of the scope https://graph.microsoft.com/.default, or that of the tenant's cloud (mailswitch.cloud,"
                        + " mailswitch.graph.scope); a token for SMTP does not open Graph.");
        row(
                rows,
                "InvalidAuthenticationToken",
                TOKEN,
                "the access token is malformed, expired or from another cloud",
                "Check the clock of this machine, and that mailswitch.cloud names the cloud of the tenant.");
        row(
                rows,
                "insufficient_claims",
                PERMISSION,
                "Conditional Access asks for more than the token has",
                "Ask the administrator to except this application from the Conditional Access policy, or to allow the addresses that it"
                        + " connects from.");
        String policy = "Run Test-ApplicationAccessPolicy -Identity <mailbox> -AppId <client id>" + POWERSHELL
                + " (or Test-ServicePrincipalAuthorization with RBAC for Applications) and put the mailbox into the policy's group or the"
                + " role's scope" + WAIT + ".";
        for (String hint : List.of("raop", "odata is disabled", "appaccesspolicy", "accesspolicy")) {
            row(
                    rows,
                    "ErrorAccessDenied",
                    hint,
                    PERMISSION,
                    "a policy of the tenant keeps the application out of this mailbox",
                    policy);
        }
        row(
                rows,
                "ErrorAccessDenied AccessDenied",
                PERMISSION,
                "the application may not do this in this mailbox",
                "Grant the application permission {permission} of Microsoft Graph with admin consent, or give the role \"Application"
                        + " {permission}\" for this mailbox by New-ManagementRoleAssignment" + POWERSHELL + WAIT + ".");
        row(
                rows,
                "Authorization_RequestDenied",
                PERMISSION,
                "the application lacks a permission in the directory",
                "Grant the application permission {permission} of Microsoft Graph with admin consent in the Entra admin center.");
        row(
                rows,
                "ErrorSendAsDenied",
                MESSAGE,
                "the mailbox must not send as this From",
                "Send from the mailbox itself (mailswitch.graph.mailbox and From the same), or run Add-RecipientPermission <from>"
                        + " -AccessRights SendAs -Trustee <mailbox>" + POWERSHELL + ".");
    }

    private static void mailbox(List<ErrorRow> rows) {
        row(
                rows,
                "MailboxNotEnabledForRESTAPI MailboxNotSupportedForRESTAPI",
                SETUP,
                "the sender has no mailbox in Exchange Online",
                "Give the sender an Exchange Online licence, or make it a shared mailbox, and wait until Get-EXOMailbox <mailbox> shows it; a"
                        + " mailbox on premises cannot send by Graph.");
        row(
                rows,
                "ErrorInvalidUser Request_ResourceNotFound ResourceNotFound",
                SETUP,
                "the tenant knows no such sender",
                "Check mailswitch.graph.mailbox, or From where that is not set, and that mailswitch.entra.tenant-id and mailswitch.cloud are"
                        + " those of the mailbox.");
        row(
                rows,
                "ErrorQuotaExceeded quotaLimitReached",
                SETUP,
                "the mailbox of the sender is full",
                "Empty its Sent Items and Deleted Items or give it a retention policy; Get-EXOMailboxStatistics <mailbox> shows its size.");
        row(
                rows,
                "ErrorSubmissionQuotaExceeded",
                LATER,
                "the mailbox has used up its 10,000 recipients of 24 hours",
                "Send again after some hours, and spread bulk mail over High Volume Email or Azure Communication Services.");
        row(
                rows,
                "ErrorExceededMessageLimit ErrorExceededMaxRecipientLimit",
                LATER,
                "the Outlook.com account has used up its mail of the day",
                "Send again tomorrow; Outlook.com raises the limit of a verified account with time.");
        row(
                rows,
                "ErrorMessageSubmissionBlocked ErrorAccountSuspend",
                SETUP,
                "Outlook.com has blocked the account from sending",
                "Sign in at outlook.com with this account and verify it.");
    }

    private static void message(List<ErrorRow> rows) {
        row(
                rows,
                "ErrorInvalidRecipients",
                RECIPIENTS,
                "a recipient is not valid, or there is none",
                "Check the recipients' addresses: at least one has a form that Exchange does not take.");
        row(
                rows,
                "InvalidInternetMessageHeader InvalidInternetMessageHeaderCollection",
                MESSAGE,
                "Graph takes no such header field",
                "In JSON form only five fields may be set, and their names must begin with X-; leave them out, or let the message be saved"
                        + " to Sent Items so that it can go as MIME.");
        row(
                rows,
                "ErrorMimeContentInvalidBase64String ErrorMimeContentInvalid",
                MESSAGE,
                "Exchange cannot read the MIME message",
                "Send the message by builder instead of ready made, or check its structure.");
        row(
                rows,
                "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
                MESSAGE,
                "Graph takes no upload of a file this small",
                "Report this as a fault of Mailswitch, with the size of the file.");
        row(
                rows,
                "ErrorMessageSizeExceeded",
                MESSAGE,
                "the message is larger than the mailbox may send",
                "Send less or share the files by link; or run Set-Mailbox <mailbox> -MaxSendSize 150MB" + POWERSHELL
                        + " and set mailswitch.graph.max-message-size to the same.");
        String tooLarge = "Lower the size of the text: only attachments can be uploaded apart from it.";
        row(
                rows,
                "RequestEntityTooLarge MaxRequestSizeExceeded",
                MESSAGE,
                "the request is larger than Graph takes",
                tooLarge);
        row(rows, "BadRequest", "maximum request length", MESSAGE, "the request is larger than Graph takes", tooLarge);
        row(
                rows,
                "invalidRange fragmentOutOfOrder fragmentOverlap uploadSessionNotFound",
                UPLOAD_LOST,
                "the upload was lost",
                "Send again; nothing of this message was sent.");
        row(
                rows,
                "ErrorItemNotFound",
                AMBIGUOUS,
                "the draft is gone",
                "Check that no rule or person moves or deletes drafts of this mailbox.");
    }

    private static void load(List<ErrorRow> rows) {
        String pace =
                "Send again after the pause; keep mailswitch.graph.max-concurrent at 4 or less for a mailbox, all programs together.";
        String codes =
                "ApplicationThrottled activityLimitReached TooManyRequests CommandConcurrencyLimitReached MailboxConcurrency"
                        + " ErrorExceededConnectionCount";
        row(rows, Set.of(429, 503), codes, "", LATER, "Exchange Online throttles this mailbox", pace);
        row(rows, Set.of(429), "", "", LATER, "Exchange Online throttles this mailbox", pace);
    }

    private static void statuses(List<ErrorRow> rows) {
        String later = "Send again later.";
        row(
                rows,
                Set.of(401),
                "",
                "",
                TOKEN,
                "Graph did not take the access token",
                "Check the clock of this machine, mailswitch.cloud and mailswitch.entra.tenant-id.");
        row(
                rows,
                Set.of(403),
                "",
                "",
                PERMISSION,
                "Graph refuses the application",
                "Check that {permission} of Microsoft Graph is granted with admin consent, and that no proxy on the way refuses the request.");
        row(
                rows,
                Set.of(404),
                "",
                "",
                SETUP,
                "Graph knows nothing at this address",
                "Check mailswitch.graph.mailbox and, where it is set, mailswitch.graph.base-url with its version (…/v1.0).");
        row(
                rows,
                Set.of(413),
                "",
                "",
                MESSAGE,
                "the request is larger than Graph, or a proxy on the way, takes",
                "Lower the size of the message, or raise the limit of the proxy to 4 MB for a request.");
        row(
                rows,
                Set.of(416),
                "",
                "",
                UPLOAD_LOST,
                "the upload was lost",
                "Send again; nothing of this message was sent.");
        row(rows, Set.of(408, 409, 421, 423, 425), "", "", LATER, "Graph did not take the request up", later);
        row(
                rows,
                Set.of(300, 301, 302, 304, 305, 307, 308),
                "",
                "",
                SETUP,
                "the answer points elsewhere, where no mail is sent to",
                "Check mailswitch.graph.base-url, and that no proxy or sign-in page on the way answers in place of Graph.");
        row(
                rows,
                Set.of(407),
                "",
                "",
                SETUP,
                "a proxy wants a sign-in",
                "Set mailswitch.http.proxy-username and mailswitch.http.proxy-password.");
    }

    private static final ErrorRow CLIENT_ERROR = new ErrorRow(
            Set.of(),
            Set.of(),
            "",
            MESSAGE,
            "Graph refuses the request",
            "Give the reply with its request-id to the administrator of the tenant, or to Microsoft's support.");

    private static final ErrorRow NO_ANSWER =
            new ErrorRow(Set.of(), Set.of(), "", AMBIGUOUS, "Graph did not say yes or no", "Send again later.");

    private static void row(List<ErrorRow> rows, String codes, Verdict verdict, String meaning, String advice) {
        row(rows, Set.of(), codes, "", verdict, meaning, advice);
    }

    private static void row(
            List<ErrorRow> rows, String codes, String hint, Verdict verdict, String meaning, String advice) {
        row(rows, Set.of(), codes, hint, verdict, meaning, advice);
    }

    private static void row(
            List<ErrorRow> rows,
            Set<Integer> statuses,
            String codes,
            String hint,
            Verdict verdict,
            String meaning,
            String advice) {
        Set<String> names = codes.isEmpty()
                ? Set.of()
                : Arrays.stream(codes.toLowerCase(Locale.ROOT).split(" ")).collect(Collectors.toUnmodifiableSet());
        rows.add(new ErrorRow(statuses, names, hint, verdict, meaning, advice));
    }

    /**
     * Looks an answer up.
     *
     * @param answer an answer that did not say yes
     * @return the row that fits
     */
    public static ErrorRow of(Answer answer) {
        ErrorBody error = answer.error();
        String message = error == null ? "" : error.message();
        ErrorRow exact = byCode(answer.status(), error == null ? null : error.innerCode(), message);
        if (exact == null) {
            exact = byCode(answer.status(), error == null ? null : error.code(), message);
        }
        return exact == null ? byStatus(answer.status()) : exact;
    }

    private static @Nullable ErrorRow byCode(int status, @Nullable String code, String message) {
        if (code == null) {
            return null;
        }
        return ROWS.stream()
                .filter(row -> !row.codes().isEmpty() && row.matches(status, code, message))
                .findFirst()
                .orElse(null);
    }

    private static ErrorRow byStatus(int status) {
        return ROWS.stream()
                .filter(row -> row.codes().isEmpty() && row.matches(status, "", ""))
                .findFirst()
                .orElse(status >= 400 && status < 500 ? CLIENT_ERROR : NO_ANSWER);
    }

    /**
     * Returns the table, for documentation.
     *
     * @return the rows in the order in which they are tried
     */
    public static List<ErrorRow> table() {
        return ROWS;
    }
}
