package io.mailswitch.graph.internal.failure;

import io.mailswitch.Resend;
import io.mailswitch.entra.http.SelfSignedCertificateException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why a TLS connection did not come about, in plain words with the way out. The JDK tells some causes apart by text only. */
enum TlsTrouble {
    EXPIRED(
            "the server's certificate has expired",
            "Check the clock of this machine; if it is right, have the certificate of the proxy, or of the server in"
                    + " mailswitch.graph.base-url, renewed.",
            Resend.AFTER_SETUP),
    NOT_YET_VALID("the server's certificate is not valid yet", "Check the clock of this machine.", Resend.AFTER_SETUP),
    WRONG_NAME(
            "the server's certificate is for another host name",
            "Set mailswitch.graph.base-url, where it is set, to a name that the certificate is issued for; if that is the name already,"
                    + " something else answers at this address.",
            Resend.AFTER_SETUP),
    SELF_SIGNED(
            "the server's certificate is signed by itself, so nobody vouches for it",
            "If it is that of your own proxy or server, put it into a PEM file and name it in mailswitch.http.ca-file.",
            Resend.AFTER_SETUP),
    UNKNOWN_CA(
            "the server's certificate comes from an authority that is not trusted here",
            "If a proxy of yours looks into TLS, name its CA certificate (PEM) in mailswitch.http.ca-file; else somebody listens in.",
            Resend.AFTER_SETUP),
    OLD_VERSION(
            "the server, or a proxy on the way, offers neither TLS 1.2 nor TLS 1.3",
            "Have TLS 1.2 or 1.3 switched on there: older versions are never used.",
            Resend.AFTER_SETUP),
    NO_AGREEMENT(
            "there is no TLS version or cipher suite in common with the server",
            "Have TLS 1.2 or 1.3 with current cipher suites switched on at the server, or at the proxy that looks into TLS.",
            Resend.AFTER_SETUP),
    OTHER(
            "the TLS handshake broke off",
            "Send again later; where it stays so, check that no firewall or proxy on the way cuts TLS connections.",
            Resend.SAFE_LATER);

    private static final List<String> OLD = List.of("protocol_version", "protocol version");
    private static final List<String> NOTHING_IN_COMMON =
            List.of("handshake_failure", "insufficient_security", "no appropriate protocol", "no available");

    private final String summary;
    private final String advice;
    private final Resend resend;

    TlsTrouble(String summary, String advice, Resend resend) {
        this.summary = summary;
        this.advice = advice;
        this.resend = resend;
    }

    static TlsTrouble of(IOException failure) {
        TlsTrouble trouble = OTHER;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return EXPIRED;
            }
            if (cause instanceof CertificateNotYetValidException) {
                return NOT_YET_VALID;
            }
            if (cause instanceof SSLPeerUnverifiedException) {
                return WRONG_NAME;
            }
            if (cause instanceof SelfSignedCertificateException) {
                trouble = SELF_SIGNED;
            } else if (cause instanceof CertificateException && trouble != SELF_SIGNED) {
                trouble = UNKNOWN_CA;
            }
        }
        return trouble == OTHER ? byText(String.valueOf(failure.getMessage())) : trouble;
    }

    private static TlsTrouble byText(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (OLD.stream().anyMatch(text::contains)) {
            return OLD_VERSION;
        }
        return NOTHING_IN_COMMON.stream().anyMatch(text::contains) ? NO_AGREEMENT : OTHER;
    }

    String summary() {
        return summary;
    }

    String advice() {
        return advice;
    }

    Resend resend() {
        return resend;
    }
}
