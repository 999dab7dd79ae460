package io.mailswitch.testkit;

/** What is wrong, or right, with the certificate that a fake server shows. */
public enum CertificateKind {
    /** Names {@code localhost} and {@code 127.0.0.1}, is in date and comes from the kit's CA. */
    VALID,
    /** As {@link #VALID}, but ended a day ago. */
    EXPIRED,
    /** As {@link #VALID}, but begins in a day. */
    NOT_YET_VALID,
    /** As {@link #VALID}, but names {@code wrong-name.example.com} alone. */
    WRONG_NAME,
    /** Names {@code localhost} and is in date, but signed by its own key. */
    SELF_SIGNED,
    /** As {@link #VALID}, but from a CA that {@link TestCertificates#caFile()} does not hold. */
    UNKNOWN_CA
}
