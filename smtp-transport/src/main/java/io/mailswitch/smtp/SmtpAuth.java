package io.mailswitch.smtp;

/** How the sender signs in; {@code mailswitch.smtp.auth}. */
public enum SmtpAuth {
    /** With an access token for each connection, by XOAUTH2 or OAUTHBEARER (RFC 7628). */
    OAUTH2,
    /** With user name and password, by LOGIN or PLAIN (RFC 4616), inside TLS only. */
    PASSWORD,
    /** Not at all, as with a relay that knows its clients by address or certificate. */
    NONE
}
