package io.mailswitch.graph.internal.failure;

import static io.mailswitch.graph.internal.failure.ErrorRow.code;
import static io.mailswitch.graph.internal.failure.ErrorRow.status;
import static io.mailswitch.graph.internal.failure.Verdict.AMBIGUOUS;
import static io.mailswitch.graph.internal.failure.Verdict.LATER;
import static io.mailswitch.graph.internal.failure.Verdict.MESSAGE;
import static io.mailswitch.graph.internal.failure.Verdict.PERMISSION;
import static io.mailswitch.graph.internal.failure.Verdict.RECIPIENTS;
import static io.mailswitch.graph.internal.failure.Verdict.SETUP;
import static io.mailswitch.graph.internal.failure.Verdict.TOKEN;
import static io.mailswitch.graph.internal.failure.Verdict.UPLOAD_LOST;

import java.time.Duration;
import java.util.List;

/**
 * The errors of Graph that mail meets. Sources: Microsoft Graph documentation, "Error responses and resource types", "Throttling guidance"
 * and "Resolve authorization errors"; Exchange Web Services reference, "ResponseCode"; the rest is known from public logs.
 */
final class ErrorRows {
    private static final String POLICY_MEANING = "a policy of the tenant keeps the application out of this mailbox";
    private static final String POLICY_ADVICE =
            "Run Test-ApplicationAccessPolicy -Identity <mailbox> -AppId <client id> in Exchange Online PowerShell (or"
                    + " Test-ServicePrincipalAuthorization with RBAC for Applications) and put the mailbox into the policy's group or the role's"
                    + " scope; a change takes up to two hours to apply.";
    private static final String TOO_LARGE = "the request is larger than Graph takes";
    private static final String SEND_LESS =
            "Send less or share files by link; of a message above 4 MB only attachments can be uploaded apart, not its text.";
    private static final String THROTTLED = "Exchange Online throttles this mailbox";
    private static final String PACE =
            "Send again after the pause; keep mailswitch.graph.max-concurrent at 4 or less for a mailbox, all programs together.";
    private static final String LOST_UPLOAD = "Send again; nothing of this message was sent.";
    private static final String MAKE_ROOM =
            "Empty its Sent Items and Deleted Items or give it a retention policy; Get-EXOMailboxStatistics <mailbox> shows its size.";

    /** By code, with or without a status. */
    static final List<ErrorRow> BY_CODE = List.of(
            code("InvalidAudience InvalidAudienceForResource")
                    .is(
                            TOKEN,
                            "the access token is for another API",
                            "Ask for a token of the scope https://graph.microsoft.com/.default, or that of the tenant's cloud"
                                    + " (mailswitch.cloud, mailswitch.graph.scope); a token for SMTP does not open Graph."),
            code("InvalidAuthenticationToken")
                    .is(
                            TOKEN,
                            "the access token is malformed, expired or from another cloud",
                            "Check the clock of this machine, and that mailswitch.cloud names the cloud of the tenant."),
            code("insufficient_claims")
                    .is(
                            PERMISSION,
                            "Conditional Access asks for more than the token has",
                            "Ask the administrator to except this application from the Conditional Access policy, or to allow the addresses"
                                    + " that it connects from."),
            code("ErrorAccessDenied").saying("raop").is(PERMISSION, POLICY_MEANING, POLICY_ADVICE),
            code("ErrorAccessDenied").saying("accesspolicy").is(PERMISSION, POLICY_MEANING, POLICY_ADVICE),
            code("ErrorAccessDenied").saying("odata is disabled").is(PERMISSION, POLICY_MEANING, POLICY_ADVICE),
            code("ErrorAccessDenied AccessDenied")
                    .is(
                            PERMISSION,
                            "the application may not do this in this mailbox",
                            "Grant the application permission {permission} of Microsoft Graph with admin consent, or give the role"
                                    + " \"Application {permission}\" for this mailbox by New-ManagementRoleAssignment in Exchange Online"
                                    + " PowerShell; a change takes up to two hours to apply."),
            code("Authorization_RequestDenied")
                    .is(
                            PERMISSION,
                            "the application lacks a permission in the directory",
                            "Grant the application permission {permission} of Microsoft Graph with admin consent in the Entra admin"
                                    + " center."),
            code("ErrorSendAsDenied")
                    .is(
                            MESSAGE,
                            "the mailbox may not send with this From",
                            "Send from the mailbox itself (mailswitch.graph.mailbox and From the same), or grant Send As:"
                                    + " Add-RecipientPermission <from> -Trustee <mailbox> -AccessRights SendAs."),
            code("MailboxNotEnabledForRESTAPI MailboxNotSupportedForRESTAPI")
                    .is(
                            SETUP,
                            "the sender has no mailbox in Exchange Online",
                            "Give the sender an Exchange Online licence, or make it a shared mailbox, and wait until Get-EXOMailbox <mailbox>"
                                    + " shows it; a mailbox on premises cannot send by Graph."),
            code("ErrorInvalidUser Request_ResourceNotFound ResourceNotFound")
                    .is(
                            SETUP,
                            "the tenant knows no such sender",
                            "Check mailswitch.graph.mailbox, or From where that is not set, and that mailswitch.entra.tenant-id and"
                                    + " mailswitch.cloud are those of the mailbox."),
            code("ErrorQuotaExceeded quotaLimitReached").is(SETUP, "the mailbox of the sender is full", MAKE_ROOM),
            code("ErrorSubmissionQuotaExceeded")
                    .is(
                            LATER,
                            "the mailbox has used up its 10,000 recipients of 24 hours",
                            "Send again after some hours, and spread bulk mail over High Volume Email or Azure Communication Services.")
                    .lasting(Duration.ofHours(1)),
            code("ErrorExceededMessageLimit ErrorExceededMaxRecipientLimit")
                    .is(
                            LATER,
                            "the Outlook.com account has used up its mail of the day",
                            "Send again tomorrow; Outlook.com raises the limit of a verified account with time.")
                    .lasting(Duration.ofHours(1)),
            code("ErrorMessageSubmissionBlocked ErrorAccountSuspend")
                    .is(
                            SETUP,
                            "Outlook.com has blocked the account from sending",
                            "Sign in at outlook.com with this account and verify it."),
            code("ErrorInvalidRecipients")
                    .is(
                            RECIPIENTS,
                            "a recipient is not valid, or there is none",
                            "Check the recipients' addresses: at least one has a form that Exchange does not take."),
            code("InvalidInternetMessageHeader InvalidInternetMessageHeaderCollection")
                    .is(
                            MESSAGE,
                            "Graph takes no such header field",
                            "In JSON form only five fields may be set, and their names must begin with X-; leave them out, or let the message"
                                    + " be saved to Sent Items so that it can go as MIME."),
            code("ErrorMimeContentInvalidBase64String ErrorMimeContentInvalid")
                    .is(
                            MESSAGE,
                            "Exchange cannot read the MIME message",
                            "Send the message by builder instead of ready made, or check its structure."),
            code("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize")
                    .is(
                            MESSAGE,
                            "Graph takes no upload of a file this small",
                            "Report this as a fault of Mailswitch, with the size of the file."),
            code("ErrorMessageSizeExceeded")
                    .is(
                            MESSAGE,
                            "the message is larger than the mailbox may send",
                            "Send less or share the files by link; or run Set-Mailbox <mailbox> -MaxSendSize 150MB in Exchange Online"
                                    + " PowerShell and set mailswitch.graph.max-message-size to the same."),
            code("RequestEntityTooLarge MaxRequestSizeExceeded").is(MESSAGE, TOO_LARGE, SEND_LESS),
            code("BadRequest").saying("maximum request length").is(MESSAGE, TOO_LARGE, SEND_LESS),
            code("invalidRange fragmentOutOfOrder fragmentOverlap uploadSessionNotFound")
                    .is(UPLOAD_LOST, "the upload was lost", LOST_UPLOAD),
            code("ErrorItemNotFound")
                    .is(
                            AMBIGUOUS,
                            "the draft is gone",
                            "Check that no rule or person moves or deletes drafts of this mailbox."),
            status(429, 503)
                    .andCode(
                            "ApplicationThrottled activityLimitReached TooManyRequests CommandConcurrencyLimitReached MailboxConcurrency")
                    .is(LATER, THROTTLED, PACE));

    /** By status alone, where no code fits. */
    static final List<ErrorRow> BY_STATUS = List.of(
            status(429).is(LATER, THROTTLED, PACE),
            status(401)
                    .is(
                            TOKEN,
                            "Graph did not take the access token",
                            "Check the clock of this machine, mailswitch.cloud and mailswitch.entra.tenant-id."),
            status(403)
                    .is(
                            PERMISSION,
                            "Graph refuses the application",
                            "Check that {permission} of Microsoft Graph is granted with admin consent, and that no proxy on the way refuses"
                                    + " the request."),
            status(404)
                    .is(
                            SETUP,
                            "Graph knows nothing at this address",
                            "Check mailswitch.graph.mailbox and, where it is set, mailswitch.graph.base-url with its version (…/v1.0)."),
            status(407)
                    .is(
                            SETUP,
                            "a proxy wants a sign-in",
                            "Set mailswitch.http.proxy-username and mailswitch.http.proxy-password."),
            status(413)
                    .is(
                            MESSAGE,
                            "the request is larger than Graph, or a proxy on the way, takes",
                            "Lower the size of the message, or raise the limit of the proxy to 4 MB for a request."),
            status(416).is(UPLOAD_LOST, "the upload was lost", LOST_UPLOAD),
            status(408, 409, 421, 423, 425).is(LATER, "Graph did not take the request up", "Send again later."),
            status(300, 301, 302, 304, 305, 307, 308)
                    .is(
                            SETUP,
                            "the answer points elsewhere, where no mail is sent to",
                            "Check mailswitch.graph.base-url, and that no proxy or sign-in page on the way answers in place of Graph."));

    /** Any other refusal. */
    static final ErrorRow CLIENT_ERROR = status().is(
                    MESSAGE,
                    "Graph refuses the request",
                    "Give the reply with its request-id to the administrator of the tenant, or to Microsoft's support.");

    /** Anything else. */
    static final ErrorRow NO_ANSWER = status().is(AMBIGUOUS, "Graph did not say yes or no", "Send again later.");

    private ErrorRows() {}
}
