package io.mailswitch.entra.internal;

import static io.mailswitch.Resend.AFTER_SETUP;
import static io.mailswitch.Resend.SAFE_LATER;

import java.util.List;
import java.util.Optional;

/**
 * The errors of the token endpoint that people meet (reference "Microsoft Entra authentication and authorization error codes"). Documentation
 * is made from it.
 */
public final class ErrorTable {
    private static final String CONSENT =
            "In the Entra admin center open App registrations > API permissions, add the permission (Graph: Mail.Send; SMTP: "
                    + "Office 365 Exchange Online, SMTP.SendAsApp) and grant admin consent.";
    private static final String SCOPE =
            "Leave scope and cloud to mailswitch.cloud; an application's own scope is the API's address and /.default.";
    private static final String CONDITIONAL_ACCESS =
            "Have an administrator look at the sign-in log of the service principal and exclude it from the policy, or allow the address "
                    + "that this machine calls from.";
    private static final String UNATTENDED =
            "A program without a person cannot answer: use client-secret, client-certificate, managed-identity or workload-identity in "
                    + "mailswitch.entra.credential.";
    private static final String SIGN_IN_AGAIN = "Sign in again.";
    private static final String ACCOUNT = "Have an administrator look at the account in the Entra admin center.";
    private static final String WAIT = "Nothing needs to be done unless it goes on: then see the Azure status page.";

    private static final List<ErrorRow> ROWS = List.of(
            setup(
                    7000215,
                    "the client secret is wrong",
                    "Put the secret's Value, not its Secret ID, into mailswitch.entra.client-secret; the Value is shown only once, so make a "
                            + "new secret if it is lost (App registrations > Certificates & secrets)."),
            setup(
                    7000222,
                    "the client secret has expired",
                    "Make a new secret (App registrations > Certificates & secrets), put its Value into mailswitch.entra.client-secret, and "
                            + "set a reminder before its end; a managed identity has no secret to renew."),
            setup(
                    700016,
                    "the tenant does not know the application",
                    "Compare mailswitch.entra.client-id and mailswitch.entra.tenant-id with the overview page of the app registration, and "
                            + "mailswitch.cloud with the tenant's cloud."),
            setup(
                    700011,
                    "the tenant does not know the application",
                    "Compare mailswitch.entra.client-id and mailswitch.entra.tenant-id with the overview page of the app registration, and "
                            + "have the application consented to in that tenant."),
            setup(
                    700027,
                    "the signature of the certificate is not accepted",
                    "Upload the public half of mailswitch.entra.certificate to the app registration (Certificates & secrets), and check this "
                            + "machine's clock."),
            setup(
                    700030,
                    "the name or chain of the certificate is not accepted",
                    "Set mailswitch.entra.send-certificate-chain=true with a file that holds the chain, and compare subject and issuer with "
                            + "the app registration."),
            setup(
                    50012,
                    "the certificate or assertion was not accepted",
                    "Compare the certificate with the one that is registered, its dates, and this machine's clock."),
            setup(
                    7000218,
                    "neither a secret nor a certificate was sent",
                    "Set mailswitch.entra.client-secret or mailswitch.entra.certificate; for device-code, allow public client flows in the "
                            + "app registration (Authentication)."),
            setup(
                    70001,
                    "the application is disabled",
                    "Have an administrator enable the enterprise application (Properties > Enabled for users to sign in)."),
            setup(
                    700025,
                    "the application is a public client, which has no secret",
                    "Turn off public client flows in the app registration (Authentication), or use another credential."),
            setup(
                    90002,
                    "there is no such tenant in this cloud",
                    "Compare mailswitch.entra.tenant-id with the Directory ID, and mailswitch.cloud (us-gov, us-gov-dod, china) with the "
                            + "tenant's cloud."),
            setup(
                    900023,
                    "the tenant id is neither an id nor a domain",
                    "Write the Directory ID or a domain of the tenant into mailswitch.entra.tenant-id."),
            setup(65001, "nobody has consented to the permission", CONSENT),
            setup(
                    500011,
                    "the tenant does not have the API that the token is for",
                    "The scope's host belongs to another cloud or to no service of this tenant. " + SCOPE),
            setup(
                    650052,
                    "the organization has not subscribed to the service",
                    "The tenant needs a licence with Exchange Online, or its administrator has to enable the service."),
            setup(650057, "the API is not among the permissions of the application", CONSENT),
            setup(70011, "the scope is malformed", SCOPE),
            setup(28002, "the scope does not fit a token request", SCOPE),
            setup(50001, "the API is disabled or missing in this tenant", SCOPE),
            setup(53003, "Conditional Access blocks the token", CONDITIONAL_ACCESS),
            setup(53000, "Conditional Access wants a compliant device", CONDITIONAL_ACCESS),
            setup(53001, "Conditional Access wants a joined device", CONDITIONAL_ACCESS),
            setup(53002, "Conditional Access wants an approved application", CONDITIONAL_ACCESS),
            setup(
                    530035,
                    "the tenant's security defaults block the token",
                    "Use an application's own credential instead of a user's: security defaults block old ways to sign in. "
                            + UNATTENDED),
            setup(50076, "the user has to pass multi-factor authentication", UNATTENDED),
            setup(50079, "the user has to enrol for multi-factor authentication", UNATTENDED),
            setup(50158, "the user has to meet an external challenge", UNATTENDED),
            setup(50034, "the user does not exist in the tenant", ACCOUNT),
            setup(50126, "user name or password is wrong", ACCOUNT),
            setup(50053, "the account is locked", "Do not try again for now: each try keeps it locked. " + ACCOUNT),
            setup(50057, "the account is disabled", ACCOUNT),
            setup(700082, "the sign-in has expired, since it was not used for long", SIGN_IN_AGAIN),
            setup(70008, "the sign-in has expired", SIGN_IN_AGAIN),
            setup(70043, "the sign-in has expired by a policy of the tenant", SIGN_IN_AGAIN),
            setup(
                    70016,
                    "nobody has signed in with the device code",
                    "Open the page that was shown, enter the code, and sign in."),
            setup(70019, "the device code has expired", "Start again, and sign in within 15 minutes."),
            new ErrorRow(90033, "Entra is busy", SAFE_LATER, WAIT),
            new ErrorRow(50000, "Entra could not issue a token", SAFE_LATER, WAIT));

    private static final ErrorRow TRANSIENT = new ErrorRow(0, "Entra could not serve the request", SAFE_LATER, WAIT);
    private static final ErrorRow UNKNOWN = setup(
            0,
            "Entra refused it",
            "Look the error up by its number, with the time and the ids in the answer at hand; the sign-in log of the service principal in "
                    + "the Entra admin center says more.");

    private ErrorTable() {}

    private static ErrorRow setup(int code, String meaning, String advice) {
        return new ErrorRow(code, meaning, AFTER_SETUP, advice);
    }

    /**
     * Returns every row.
     *
     * @return in the order in which documentation lists them
     */
    public static List<ErrorRow> rows() {
        return ROWS;
    }

    static Optional<ErrorRow> find(int code) {
        return ROWS.stream().filter(row -> row.code() == code).findFirst();
    }

    static ErrorRow findOrUnknown(int code) {
        return find(code).orElse(UNKNOWN);
    }

    /** Finds the row of an answer: by its number, else by what its status and OAuth error say. */
    static ErrorRow find(Answer answer) {
        return answer.code().flatMap(ErrorTable::find).orElse(isTransient(answer) ? TRANSIENT : UNKNOWN);
    }

    private static boolean isTransient(Answer answer) {
        return answer.status() == 408
                || answer.status() == 429
                || answer.status() >= 500
                || answer.error().equals("temporarily_unavailable")
                || answer.error().equals("server_error");
    }
}
