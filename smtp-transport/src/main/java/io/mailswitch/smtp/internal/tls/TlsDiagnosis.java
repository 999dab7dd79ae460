package io.mailswitch.smtp.internal.tls;

import io.mailswitch.internal.text.WireText;
import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Says in plain words why there is no TLS. The JDK tells most causes apart by text only. */
public final class TlsDiagnosis {
    private record Cause(List<String> marks, String summary, String advice) {}

    private static final String CLIENT_CERTIFICATE =
            "the server wants a client certificate that it accepts, and did not get one";
    private static final String CLIENT_CERTIFICATE_ADVICE =
            "Set mailswitch.smtp.key-store or mailswitch.smtp.client-certificate-file to a certificate that the server knows.";

    private static final List<Cause> CAUSES = List.of(
            new Cause(
                    List.of("trustanchors"),
                    "the trust store of this Java runtime holds no certificate, so no server can be trusted",
                    "If javax.net.ssl.trustStore is set, check it with keytool -list: a PKCS12 store read without"
                            + " javax.net.ssl.trustStorePassword looks empty. Or name the authority in mailswitch.smtp.ca-file."),
            new Cause(
                    List.of("protocol_version", "protocol version"),
                    "the server offers neither TLS 1.2 nor TLS 1.3",
                    "Have the server's administrator switch on TLS 1.2 or 1.3: older versions are never used, whatever other settings say."),
            new Cause(
                    List.of("unrecognized ssl message", "plaintext connection"),
                    "the server answered the TLS handshake in clear text",
                    "If this port begins in clear text (mostly 587), use mailswitch.smtp.tls=starttls; implicit is for port 465."),
            new Cause(
                    List.of("certificate_required", "bad_certificate", "certificate_unknown", "unknown_ca"),
                    CLIENT_CERTIFICATE,
                    CLIENT_CERTIFICATE_ADVICE),
            new Cause(
                    List.of("handshake_failure", "insufficient_security", "no appropriate protocol", "no available"),
                    "there is no TLS version, cipher suite or certificate in common with the server",
                    "Have the server's administrator enable TLS 1.2 or 1.3 with current cipher suites; if the server asks for a client "
                            + "certificate, set mailswitch.smtp.key-store or mailswitch.smtp.client-certificate-file."));

    private static final int MAX_CAUSES = 8;
    private static final int MAX_NAMES = 5;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private TlsDiagnosis() {}

    /**
     * Explains an error of the TLS layer, during the handshake or after it.
     *
     * @param e the error
     * @return the explanation, with the error as its cause
     */
    public static TlsFailedException of(SSLException e) {
        String text = texts(e);
        for (Cause cause : CAUSES) {
            if (cause.marks().stream().anyMatch(text::contains)) {
                return new TlsFailedException(cause.summary(), cause.advice(), false, List.of(), e);
            }
        }
        return new TlsFailedException(
                "TLS failed: " + WireText.printable(String.valueOf(e.getMessage()), 200),
                "Check host and port, and that nothing between this machine and the server changes the connection.",
                false,
                List.of(),
                e);
    }

    /** The texts of an error and of its causes: newer JDKs wrap what goes wrong inside them into an "internal_error". */
    private static String texts(Throwable e) {
        StringBuilder texts = new StringBuilder();
        Throwable cause = e;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            texts.append(cause.getMessage()).append('\n');
            cause = cause.getCause();
        }
        return texts.toString().toLowerCase(Locale.ROOT);
    }

    static TlsFailedException of(ServerTrust.Refusal refusal, String host, SSLException e) {
        X509Certificate leaf = refusal.chain().get(0);
        String detail =
                switch (refusal.fault()) {
                    case EXPIRED -> " (on " + leaf.getNotAfter().toInstant() + ")";
                    case NOT_YET_VALID -> " (only from " + leaf.getNotBefore().toInstant() + ")";
                    case WRONG_NAME -> ": " + host + " is not among " + names(leaf);
                    case UNKNOWN_CA -> ": " + issuer(leaf);
                    case SELF_SIGNED, WEAK -> "";
                };
        return new TlsFailedException(
                refusal.fault().summary() + detail, refusal.fault().advice(), false, refusal.chain(), e);
    }

    static TlsFailedException clientCertificate(IOException e) {
        return new TlsFailedException(CLIENT_CERTIFICATE, CLIENT_CERTIFICATE_ADVICE, false, List.of(), e);
    }

    static TlsFailedException cut(IOException e) {
        return new TlsFailedException(
                "the server cut the connection during the TLS handshake",
                "Try again later. If it happens each time, the server may offer only TLS 1.0 or 1.1, which are never used, or a firewall "
                        + "cuts TLS connections.",
                true,
                List.of(),
                e);
    }

    private static String issuer(X509Certificate certificate) {
        return WireText.printable(certificate.getIssuerX500Principal().getName(), 200);
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                return names.stream()
                        .filter(name ->
                                name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                        .limit(MAX_NAMES)
                        .map(name -> WireText.printable(String.valueOf(name.get(1)), 100))
                        .collect(Collectors.joining(", "));
            }
        } catch (CertificateParsingException e) {
            return "its names, which cannot be read";
        }
        return "its names, of which it has none (subject "
                + WireText.printable(certificate.getSubjectX500Principal().getName(), 200) + ")";
    }
}
