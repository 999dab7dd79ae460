package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.http.ServerTls;
import java.util.List;

/** How an HTTP side speaks TLS on its next connections. Thread-safe. */
final class TlsChoice {
    private static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

    private final TestCertificates certificates;
    private volatile CertificateKind certificate = CertificateKind.VALID;
    private volatile List<String> protocols = PROTOCOLS;

    TlsChoice(TestCertificates certificates) {
        this.certificates = certificates;
    }

    void certificate(CertificateKind kind) {
        certificate = kind;
    }

    void protocols(String... names) {
        protocols = List.of(names);
    }

    void reset() {
        certificate = CertificateKind.VALID;
        protocols = PROTOCOLS;
    }

    ServerTls get() {
        return new ServerTls(certificates.serverContext(certificate), protocols);
    }
}
