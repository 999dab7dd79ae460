package io.mailswitch.entra.http;

import java.security.cert.CertificateException;

/** The server shows a certificate that it has signed itself and that nobody has been told to trust; the JDK does not tell that apart. */
public final class SelfSignedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    SelfSignedCertificateException(CertificateException cause) {
        super("the server's certificate is signed by itself", cause);
    }
}
