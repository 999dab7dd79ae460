package io.mailswitch.testkit.internal.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A CA of its own that signs certificates for the fake servers and their clients. Thread-safe. */
public final class CertificateAuthority {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final Instant now;

    /**
     * Makes a CA with a new key (EC P-256: RSA keys would take most of the start-up time).
     *
     * @param name its common name
     * @param now the moment that validity periods are built around
     */
    public CertificateAuthority(String name, Instant now) {
        this.keys = newKeys();
        this.now = now;
        this.certificate = new CertificateDraft(
                        name, keys, now.minus(DAY.multipliedBy(10)), now.plus(DAY.multipliedBy(365)))
                .forAuthority()
                .signByItself();
    }

    /**
     * Returns the CA's own certificate.
     *
     * @return the certificate to trust
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Issues a certificate for a server that is valid now.
     *
     * @param names the DNS names and IPv4 addresses it is for
     * @return the certificate
     */
    public KeyedCertificate server(String... names) {
        return issueServer(now.minus(DAY), now.plus(MONTH), names);
    }

    /**
     * Issues a certificate for a server that ended a day ago.
     *
     * @param names the DNS names and IPv4 addresses it is for
     * @return the certificate
     */
    public KeyedCertificate expiredServer(String... names) {
        return issueServer(now.minus(DAY.multipliedBy(3)), now.minus(DAY), names);
    }

    /**
     * Issues a certificate for a server that begins in a day.
     *
     * @param names the DNS names and IPv4 addresses it is for
     * @return the certificate
     */
    public KeyedCertificate futureServer(String... names) {
        return issueServer(now.plus(DAY), now.plus(MONTH), names);
    }

    /**
     * Issues a certificate for a client that is valid now.
     *
     * @param commonName whom it names
     * @return the certificate
     */
    public KeyedCertificate client(String commonName) {
        return issueClient(newKeys(), commonName);
    }

    /**
     * Issues a certificate with an RSA key for a client that is valid now. Slow: it makes a key of 2048 bits.
     *
     * @param commonName whom it names
     * @return the certificate
     */
    public KeyedCertificate rsaClient(String commonName) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, RANDOM);
            return issueClient(generator.generateKeyPair(), commonName);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no RSA keys", e);
        }
    }

    /**
     * Makes a server certificate that is signed by its own key.
     *
     * @param now the moment around which it is valid
     * @param names the DNS names and IPv4 addresses it is for
     * @return the certificate
     */
    public static KeyedCertificate selfSigned(Instant now, String... names) {
        KeyPair keys = newKeys();
        X509Certificate certificate = new CertificateDraft(
                        "Mailswitch self-signed server", keys, now.minus(DAY), now.plus(MONTH))
                .forServer(List.of(names))
                .signByItself();
        return new KeyedCertificate(keys.getPrivate(), List.of(certificate));
    }

    private KeyedCertificate issueServer(Instant from, Instant to, String... names) {
        KeyPair subjectKeys = newKeys();
        CertificateDraft draft =
                new CertificateDraft("Mailswitch fake server", subjectKeys, from, to).forServer(List.of(names));
        return sign(subjectKeys, draft);
    }

    private KeyedCertificate issueClient(KeyPair subjectKeys, String commonName) {
        return sign(
                subjectKeys,
                new CertificateDraft(commonName, subjectKeys, now.minus(DAY), now.plus(MONTH)).forClient());
    }

    private KeyedCertificate sign(KeyPair subjectKeys, CertificateDraft draft) {
        X509Certificate issued = draft.sign(certificate.getSubjectX500Principal(), keys.getPrivate());
        return new KeyedCertificate(subjectKeys.getPrivate(), List.of(issued));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no EC P-256 keys", e);
        }
    }
}
