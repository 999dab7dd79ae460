package io.mailswitch.testkit;

/**
 * An error of the token endpoint of Microsoft Entra ID (reference "Microsoft Entra authentication and authorization error codes"), with the
 * {@code error} that goes with it (RFC 6749 §5.2) and a text in the manner of the real one.
 */
public enum EntraError {
    /** Wrong client secret; most often the secret's id instead of its value. */
    WRONG_SECRET(
            7000215,
            401,
            "invalid_client",
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app"),
    /** The client secret has expired. */
    EXPIRED_SECRET(7000222, 401, "invalid_client", "The provided client secret keys for app are expired."),
    /** The application is not in that tenant. */
    UNKNOWN_APPLICATION(
            700016, 400, "unauthorized_client", "Application with identifier was not found in the directory."),
    /** The application is not in that tenant; the answer to a missing service principal. */
    APPLICATION_NOT_IN_TENANT(
            700011,
            400,
            "unauthorized_client",
            "Application with identifier was not found in the directory for the resource."),
    /** The signature of an assertion is not accepted. */
    ASSERTION_NOT_ACCEPTED(
            700027,
            401,
            "invalid_client",
            "The certificate with identifier used to sign the client assertion is not registered on application."),
    /** The certificate's name or chain is not accepted. */
    CERTIFICATE_NAME(
            700030, 401, "invalid_client", "Invalid certificate - subject name in certificate is not authorized."),
    /** The signature or time of an assertion is wrong. */
    ASSERTION_FAILED(50012, 401, "invalid_client", "Authentication failed."),
    /** Neither secret nor assertion was sent. */
    NO_CREDENTIAL(
            7000218,
            401,
            "invalid_client",
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
    /** The application is disabled. */
    APPLICATION_DISABLED(70001, 400, "unauthorized_client", "The application is disabled."),
    /** A public client sent a secret. */
    PUBLIC_CLIENT(
            700025,
            401,
            "invalid_client",
            "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."),
    /** The tenant does not exist; often the wrong cloud. */
    UNKNOWN_TENANT(
            90002,
            400,
            "invalid_request",
            "Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."),
    /** The tenant is neither a GUID nor a domain. */
    BAD_TENANT(
            900023,
            400,
            "invalid_request",
            "Specified tenant identifier is neither a valid DNS name, nor a valid external domain."),
    /** Nobody has consented. */
    NO_CONSENT(65001, 400, "invalid_grant", "The user or administrator has not consented to use the application."),
    /** The resource is not in the tenant. */
    UNKNOWN_RESOURCE(500011, 400, "invalid_resource", "The resource principal was not found in the tenant."),
    /** The tenant has not subscribed to the service. */
    NO_SUBSCRIPTION(
            650052,
            400,
            "invalid_client",
            "The app needs access to a service that your organization has not subscribed to or enabled."),
    /** The resource is not among the application's permissions. */
    RESOURCE_NOT_REQUESTED(
            650057,
            400,
            "invalid_resource",
            "The client has requested access to a resource which is not listed in the requested permissions."),
    /** The scope is malformed. */
    BAD_SCOPE(70011, 400, "invalid_scope", "The provided value for the input parameter 'scope' is not valid."),
    /** The scope has more than one resource, or none. */
    BAD_SCOPE_COMBINATION(
            28002,
            400,
            "invalid_scope",
            "Provided value for the input parameter scope is not valid when requesting an access token."),
    /** The resource is disabled. */
    RESOURCE_DISABLED(50001, 400, "invalid_resource", "The resource is disabled or does not exist."),
    /** Conditional Access blocked the token. */
    CONDITIONAL_ACCESS(
            53003,
            400,
            "invalid_grant",
            "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance."),
    /** Conditional Access wants a compliant device. */
    DEVICE_NOT_COMPLIANT(
            53000, 400, "invalid_grant", "Your device is required to be compliant to access this resource."),
    /** Conditional Access wants a joined device. */
    DEVICE_NOT_JOINED(53001, 400, "invalid_grant", "Your device is required to be managed to access this resource."),
    /** Conditional Access wants an approved application. */
    APPLICATION_NOT_APPROVED(
            53002, 400, "invalid_grant", "The app being used is not an approved app for Conditional Access."),
    /** Security defaults blocked the token. */
    SECURITY_DEFAULTS(530035, 400, "invalid_grant", "Access has been blocked by security defaults."),
    /** Multi-factor authentication is needed. */
    MFA_REQUIRED(
            50076,
            400,
            "interaction_required",
            "Due to a configuration change made by your administrator, you must use multi-factor authentication."),
    /** Enrolment for multi-factor authentication is needed. */
    MFA_ENROLMENT(50079, 400, "interaction_required", "You must enroll in multi-factor authentication."),
    /** An outside challenge is not met. */
    EXTERNAL_CHALLENGE(50158, 400, "interaction_required", "External security challenge not satisfied."),
    /** The user does not exist. */
    UNKNOWN_USER(50034, 400, "invalid_grant", "The user account does not exist in the directory."),
    /** Wrong password. */
    WRONG_PASSWORD(50126, 400, "invalid_grant", "Error validating credentials due to invalid username or password."),
    /** The account is locked. */
    ACCOUNT_LOCKED(50053, 400, "invalid_grant", "The account is locked, you've tried to sign in too many times."),
    /** The account is disabled. */
    ACCOUNT_DISABLED(50057, 400, "invalid_grant", "The user account is disabled."),
    /** The refresh token has expired by disuse. */
    REFRESH_TOKEN_UNUSED(700082, 400, "invalid_grant", "The refresh token has expired due to inactivity."),
    /** The refresh token or code has expired. */
    REFRESH_TOKEN_EXPIRED(70008, 400, "invalid_grant", "The provided authorization code or refresh token has expired."),
    /** The refresh token has been ended by sign-in frequency. */
    SIGN_IN_FREQUENCY(
            70043,
            400,
            "invalid_grant",
            "The refresh token has expired or is invalid due to sign-in frequency checks by Conditional Access."),
    /** The user has not signed in by the device code yet. */
    AUTHORIZATION_PENDING(
            70016,
            400,
            "authorization_pending",
            "OAuth 2.0 device flow error. Authorization is pending. Continue polling."),
    /** The device code has expired. */
    DEVICE_CODE_EXPIRED(70019, 400, "expired_token", "Verification code expired."),
    /** The service is busy. */
    THROTTLED(90033, 503, "temporarily_unavailable", "A transient error has occurred. Please try again."),
    /** The service failed. */
    SERVICE_ERROR(
            50000, 500, "server_error", "There was an error issuing a token or an issue with our sign-in service.");

    private final int code;
    private final int status;
    private final String error;
    private final String text;

    EntraError(int code, int status, String error, String text) {
        this.code = code;
        this.status = status;
        this.error = error;
        this.text = text;
    }

    /**
     * Returns the number after {@code AADSTS}.
     *
     * @return such as 7000215
     */
    public int code() {
        return code;
    }

    /**
     * Returns the HTTP status.
     *
     * @return such as 401
     */
    public int status() {
        return status;
    }

    /**
     * Returns the OAuth error.
     *
     * @return such as {@code invalid_client}
     */
    public String error() {
        return error;
    }

    /**
     * Returns the sentence after the number.
     *
     * @return without trace ids
     */
    public String text() {
        return text;
    }
}
