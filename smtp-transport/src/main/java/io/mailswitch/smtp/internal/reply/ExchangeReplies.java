package io.mailswitch.smtp.internal.reply;

import static io.mailswitch.FailureOrigin.MESSAGE;
import static io.mailswitch.FailureOrigin.RECIPIENT;
import static io.mailswitch.FailureOrigin.SETUP;
import static io.mailswitch.FailureOrigin.TRANSPORT;
import static io.mailswitch.Resend.AFTER_SETUP;
import static io.mailswitch.Resend.POINTLESS;
import static io.mailswitch.Resend.SAFE_LATER;

import java.time.Duration;
import java.util.List;

/**
 * What Exchange Online says, told apart by text, since one of its codes means many things and several lie about whether trying again helps.
 * Sources are Microsoft's pages on SMTP AUTH, on throttling and on non-delivery codes, and public logs.
 */
final class ExchangeReplies {
    private static final String WAY_OUT =
            " OAuth (mailswitch.smtp.auth=oauth2) or Graph (mailswitch.transport=graph) is the way that stays.";

    static final List<ReplyRule> RULES = List.of(
            ReplyRule.of(
                    0,
                    "x.7.30",
                    "",
                    "password login is retired or switched off for SMTP",
                    AFTER_SETUP,
                    SETUP,
                    "Sign in with OAuth: mailswitch.smtp.auth=oauth2, or send through Graph: mailswitch.transport=graph. High Volume Email, "
                            + "Azure Communication Services or a relay connector are other ways."),
            ReplyRule.of(
                    535,
                    "5.7.139",
                    "basic authentication is disabled",
                    "a policy of the tenant blocks password login",
                    AFTER_SETUP,
                    SETUP,
                    "Sign in with OAuth: mailswitch.smtp.auth=oauth2, or send through Graph: mailswitch.transport=graph."),
            ReplyRule.of(
                    535,
                    "5.7.139",
                    "smtpclientauthentication is disabled for the tenant",
                    "SMTP AUTH is switched off for the tenant",
                    AFTER_SETUP,
                    SETUP,
                    "Switch it on for this mailbox alone: Set-CASMailbox -Identity <mailbox> -SmtpClientAuthenticationDisabled $false "
                            + "(Exchange Online PowerShell; the mailbox's setting wins over the tenant's). The switch counts for OAuth over "
                            + "SMTP as well; Graph does not need it: mailswitch.transport=graph. If password login is being kept alive by it, "
                            + "move to mailswitch.smtp.auth=oauth2."),
            ReplyRule.of(
                    535,
                    "5.7.139",
                    "smtpclientauthentication is disabled for the mailbox",
                    "SMTP AUTH is switched off for the mailbox",
                    AFTER_SETUP,
                    SETUP,
                    "Switch it on: Set-CASMailbox -Identity <mailbox> -SmtpClientAuthenticationDisabled $false (Exchange Online PowerShell). "
                            + "The switch counts for OAuth over SMTP as well; Graph does not need it: mailswitch.transport=graph. If password "
                            + "login is being kept alive by it, move to mailswitch.smtp.auth=oauth2."),
            ReplyRule.of(
                    535,
                    "5.7.139",
                    "security defaults policy",
                    "the tenant's security defaults block this login",
                    AFTER_SETUP,
                    SETUP,
                    "Leave security defaults on. Sign in as an application with OAuth (mailswitch.smtp.auth=oauth2) or send through Graph "
                            + "(mailswitch.transport=graph)."),
            ReplyRule.of(
                    535,
                    "5.7.139",
                    "did not meet the criteria",
                    "Conditional Access, a legacy authentication block or multi-factor sign-in stopped the login",
                    AFTER_SETUP,
                    SETUP,
                    "Sign in as an application with OAuth (mailswitch.smtp.auth=oauth2) or send through Graph (mailswitch.transport=graph); "
                            + "else an administrator must exclude this account from the Conditional Access policy."),
            ReplyRule.of(
                    535,
                    "5.7.139",
                    "account locked",
                    "the account is locked",
                    AFTER_SETUP,
                    SETUP,
                    "Unlock the account in Entra and correct the password before the next try: further wrong tries keep it locked."),
            ReplyRule.of(
                    535,
                    "5.7.139",
                    "user credentials were incorrect",
                    "user name or password is wrong",
                    AFTER_SETUP,
                    SETUP,
                    "Correct mailswitch.smtp.username and mailswitch.smtp.password before the next try: repeated wrong tries lock the account."
                            + WAY_OUT),
            ReplyRule.of(
                    535,
                    "5.7.139",
                    "federated sts",
                    "the organization's own sign-in service could not be used",
                    AFTER_SETUP,
                    SETUP,
                    "Have the administrator of AD FS check that it is reachable from the Internet over HTTPS with TLS 1.2."),
            ReplyRule.of(
                    535,
                    "5.7.139",
                    "",
                    "Exchange Online refused the login",
                    AFTER_SETUP,
                    SETUP,
                    "Look for this login under Sign-in logs in Entra: the failure reason is there." + WAY_OUT),
            ReplyRule.of(
                    535,
                    "5.7.3",
                    "",
                    "the server did not accept the login",
                    AFTER_SETUP,
                    SETUP,
                    "For OAuth check, in this order: the token is for SMTP (scope https://outlook.office365.com/.default, permission "
                            + "SMTP.SendAsApp with admin consent), New-ServicePrincipal was run with the object id of the enterprise "
                            + "application, Add-MailboxPermission or an App RBAC role lets it use the mailbox, mailswitch.smtp.username is "
                            + "that mailbox; changes take up to an hour or two. For a password check user name and password."),
            ReplyRule.of(
                    501,
                    "5.5.124",
                    "",
                    "the server could not read the OAuth login",
                    AFTER_SETUP,
                    SETUP,
                    "Check that mailswitch.smtp.username is the plain address of the mailbox and that the token source returns the bare token."),
            ReplyRule.of(
                    504,
                    "5.7.4",
                    "",
                    "the server does not know this way of signing in",
                    AFTER_SETUP,
                    SETUP,
                    "Use mailswitch.smtp.auth=oauth2 (XOAUTH2), or a mechanism that the server lists; check() shows them."),
            ReplyRule.of(
                    0,
                    "",
                    "tls 1.0 and 1.1 are not supported",
                    "the server saw a TLS version that is too old",
                    AFTER_SETUP,
                    SETUP,
                    "TLS 1.2 or 1.3 is always used here, so something between this machine and the server ends TLS and opens it anew in an "
                            + "old version: look for a TLS inspecting proxy, or for the wrong host (the legacy endpoint)."),
            ReplyRule.of(
                            451,
                            "4.7.0",
                            "temporary server error & prx",
                            "a passing fault inside Exchange",
                            SAFE_LATER,
                            TRANSPORT,
                            "Try again a few times. If it persists, check that the account may sign in itself: a shared mailbox cannot sign in "
                                    + "by password.")
                    .after(Duration.ofSeconds(30)),
            ReplyRule.of(
                            421,
                            "4.4.2",
                            "submission rate",
                            "messages were handed in faster than the mailbox may send",
                            SAFE_LATER,
                            TRANSPORT,
                            "Send at most 30 messages a minute from one mailbox.")
                    .after(Duration.ofMinutes(1)),
            ReplyRule.of(
                    0,
                    "x.7.3",
                    "starttls is required",
                    "the server wants TLS before mail",
                    AFTER_SETUP,
                    SETUP,
                    "Set mailswitch.smtp.tls=starttls."),
            ReplyRule.of(
                    0,
                    "x.7.57",
                    "",
                    "the server wants a login before mail",
                    AFTER_SETUP,
                    SETUP,
                    "Set mailswitch.smtp.auth=oauth2 or password with mailswitch.smtp.username, and check that the address this machine "
                            + "connects from belongs to a connector where none is meant to be needed."),
            ReplyRule.of(
                    0,
                    "5.7.60",
                    "",
                    "the mailbox that signs in may not send with this sender address",
                    POINTLESS,
                    MESSAGE,
                    "Send from the mailbox in mailswitch.smtp.username, or grant Send As: Add-RecipientPermission <sender> -Trustee <mailbox> "
                            + "-AccessRights SendAs."),
            ReplyRule.of(
                    0,
                    "",
                    "sendasdenied",
                    "the mailbox that signs in may not send with the From address of the message",
                    POINTLESS,
                    MESSAGE,
                    "Use the mailbox in mailswitch.smtp.username as From, or grant Send As: Add-RecipientPermission <from> -Trustee <mailbox> "
                            + "-AccessRights SendAs."),
            ReplyRule.of(
                    0,
                    "5.2.252",
                    "",
                    "the mailbox that signs in may not send with the From address of the message",
                    POINTLESS,
                    MESSAGE,
                    "Use the mailbox in mailswitch.smtp.username as From, or grant Send As: Add-RecipientPermission <from> -Trustee <mailbox> "
                            + "-AccessRights SendAs."),
            ReplyRule.of(
                            432,
                            "4.3.2",
                            "",
                            "the mailbox has more messages being submitted at once than it may (3)",
                            SAFE_LATER,
                            TRANSPORT,
                            "Lower mailswitch.smtp.max-connections to 2 over all programs that use this mailbox, or give each its own mailbox.")
                    .after(Duration.ofSeconds(10)),
            ReplyRule.of(
                            430,
                            "",
                            "storedrv & logon",
                            "the login was right, but it has no right to the mailbox, or the right has not spread yet",
                            SAFE_LATER,
                            SETUP,
                            "Check Add-MailboxPermission -Identity <mailbox> -User <service principal> -AccessRights FullAccess, or the App RBAC "
                                    + "role; after a change allow one to two hours.")
                    .after(Duration.ofMinutes(5)),
            ReplyRule.of(
                            0,
                            "",
                            "submissionquotaexceeded",
                            "the mailbox has used up its recipients for 24 hours (10,000)",
                            SAFE_LATER,
                            TRANSPORT,
                            "Wait until the rolling 24 hours let more through; spread mail over mailboxes, or use High Volume Email or Azure "
                                    + "Communication Services for bulk.")
                    .after(Duration.ofHours(1)),
            ReplyRule.of(
                    0,
                    "5.2.2",
                    "quotaexceeded",
                    "the sending mailbox is full",
                    AFTER_SETUP,
                    SETUP,
                    "Empty its Sent Items, where each message sent is kept, or set a retention policy."),
            ReplyRule.of(
                    0,
                    "5.2.0",
                    "storedrv.submission",
                    "Exchange could not submit the message; the exception that its reply names says why",
                    POINTLESS,
                    MESSAGE,
                    "Read the name of the exception in the reply, and hand the bracketed host and id to Microsoft's support if it says nothing."),
            ReplyRule.of(
                    0,
                    "5.1.8",
                    "bad outbound sender",
                    "the mailbox is restricted for sending suspicious mail",
                    AFTER_SETUP,
                    SETUP,
                    "Find out who sent in its name, then remove it from Restricted entities in Microsoft Defender."),
            ReplyRule.of(
                    0,
                    "5.5.105",
                    "",
                    "High Volume Email sends to recipients inside the organization only",
                    POINTLESS,
                    RECIPIENT,
                    "Send mail to the outside through smtp.office365.com, Graph or Azure Communication Services."),
            ReplyRule.of(
                    0,
                    "5.7.68",
                    "",
                    "the organization does not accept direct send",
                    AFTER_SETUP,
                    SETUP,
                    "Sign in at smtp.office365.com with mailswitch.smtp.auth=oauth2, or set up a connector for this machine's address."),
            ReplyRule.of(
                            0,
                            "5.7.233",
                            "",
                            "the tenant has used up its external recipients for 24 hours",
                            SAFE_LATER,
                            TRANSPORT,
                            "Wait until the rolling 24 hours let more through, or use a service for bulk mail.")
                    .after(Duration.ofHours(1)),
            ReplyRule.of(
                    0,
                    "5.7.236",
                    "",
                    "an onmicrosoft.com sender may reach 100 external recipients a day only",
                    AFTER_SETUP,
                    SETUP,
                    "Send from an address in a domain of your own."),
            ReplyRule.of(
                    0,
                    "5.7.705",
                    "",
                    "the tenant is blocked for exceeding its limits",
                    AFTER_SETUP,
                    SETUP,
                    "Have an administrator look for compromised accounts and ask Microsoft's support to lift the block."),
            ReplyRule.of(
                    0,
                    "5.7.708",
                    "",
                    "the tenant's traffic is not accepted",
                    AFTER_SETUP,
                    SETUP,
                    "Have an administrator ask Microsoft's support to lift the block; new trial tenants meet it often."),
            ReplyRule.of(
                    0,
                    "5.5.3",
                    "",
                    "the message has more recipients than allowed",
                    POINTLESS,
                    MESSAGE,
                    "Split the recipients over several messages."),
            ReplyRule.of(
                    0,
                    "",
                    "sendsizelimit",
                    "the message is larger than the mailbox or the organization may send",
                    POINTLESS,
                    MESSAGE,
                    "Make the attachments smaller or send links."));

    private ExchangeReplies() {}
}
