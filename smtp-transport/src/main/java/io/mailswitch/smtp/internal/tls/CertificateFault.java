package io.mailswitch.smtp.internal.tls;

/** Why a server's certificate was refused, in plain words with the way out. */
public enum CertificateFault {
    /** Past its end. */
    EXPIRED(
            "the server's certificate has expired",
            "Have the server's administrator renew the certificate, and check the clock of this machine."),
    /** Before its beginning. */
    NOT_YET_VALID(
            "the server's certificate is not valid yet",
            "Check the clock of this machine; if it is right, the server's administrator has installed the certificate too early."),
    /** Issued for another host. */
    WRONG_NAME(
            "the server's certificate is for another host name",
            "Set mailswitch.smtp.host to a name that the certificate is issued for, and mailswitch.smtp.port with it; "
                    + "if that is the name already, something else answers at this address."),
    /** Issued by itself. */
    SELF_SIGNED(
            "the server's certificate is signed by itself, so nobody vouches for it",
            "Give the server a certificate of a known authority, or, if it is yours, put this certificate into a PEM file "
                    + "and name it in mailswitch.smtp.ca-file."),
    /** Issued by an authority that is not trusted. */
    UNKNOWN_CA(
            "the server's certificate comes from an authority that is not trusted here",
            "If the authority is your own, name its certificate (PEM) in mailswitch.smtp.ca-file or a key store in "
                    + "mailswitch.smtp.trust-store; else the server may lack an intermediate certificate, or somebody listens in."),
    /** Made with an algorithm that the JDK no longer accepts. */
    WEAK(
            "the server's certificate uses a weak key or signature that Java refuses",
            "Have the server's administrator install a certificate with RSA 2048 or ECDSA keys and SHA-256 signatures.");

    private final String summary;
    private final String advice;

    CertificateFault(String summary, String advice) {
        this.summary = summary;
        this.advice = advice;
    }

    /**
     * Returns what is wrong.
     *
     * @return one clause without a full stop
     */
    public String summary() {
        return summary;
    }

    /**
     * Returns what a person can do.
     *
     * @return one or two sentences
     */
    public String advice() {
        return advice;
    }
}
