package io.mailswitch.testkit.internal.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA of its own that signs certificates for the fake servers and their clients. Thread-safe. */
public final class CertificateAuthority {
    private static final Duration DAY = Duration.ofDays(1);
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
        this.certificate = sign(
                subject(name),
                keys,
                subject(name),
                keys.getPrivate(),
                now.minus(DAY.multipliedBy(10)),
                now.plus(DAY.multipliedBy(365)),
                true,
                List.of(),
                List.of());
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
        return issue("Mailswitch fake server", now.minus(DAY), now.plus(DAY.multipliedBy(30)), List.of(names), true);
    }

    /**
     * Issues a certificate for a server that ended a day ago.
     *
     * @param names the DNS names and IPv4 addresses it is for
     * @return the certificate
     */
    public KeyedCertificate expiredServer(String... names) {
        return issue("Mailswitch fake server", now.minus(DAY.multipliedBy(3)), now.minus(DAY), List.of(names), true);
    }

    /**
     * Issues a certificate for a server that begins in a day.
     *
     * @param names the DNS names and IPv4 addresses it is for
     * @return the certificate
     */
    public KeyedCertificate futureServer(String... names) {
        return issue("Mailswitch fake server", now.plus(DAY), now.plus(DAY.multipliedBy(30)), List.of(names), true);
    }

    /**
     * Issues a certificate for a client that is valid now.
     *
     * @param commonName whom it names
     * @return the certificate
     */
    public KeyedCertificate client(String commonName) {
        return issue(commonName, now.minus(DAY), now.plus(DAY.multipliedBy(30)), List.of(), false);
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
            return issue(
                    generator.generateKeyPair(),
                    commonName,
                    now.minus(DAY),
                    now.plus(DAY.multipliedBy(30)),
                    List.of(),
                    false);
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
        X500Principal subject = subject("Mailswitch self-signed server");
        X509Certificate certificate = sign(
                subject,
                keys,
                subject,
                keys.getPrivate(),
                now.minus(DAY),
                now.plus(DAY.multipliedBy(30)),
                false,
                List.of(names),
                List.of(KeyPurposeId.id_kp_serverAuth));
        return new KeyedCertificate(keys.getPrivate(), List.of(certificate));
    }

    private KeyedCertificate issue(String commonName, Instant from, Instant to, List<String> names, boolean server) {
        return issue(newKeys(), commonName, from, to, names, server);
    }

    private KeyedCertificate issue(
            KeyPair subjectKeys, String commonName, Instant from, Instant to, List<String> names, boolean server) {
        X509Certificate issued = sign(
                subject(commonName),
                subjectKeys,
                certificate.getSubjectX500Principal(),
                keys.getPrivate(),
                from,
                to,
                false,
                names,
                List.of(server ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth));
        return new KeyedCertificate(subjectKeys.getPrivate(), List.of(issued));
    }

    private static X509Certificate sign(
            X500Principal subject,
            KeyPair subjectKeys,
            X500Principal issuer,
            PrivateKey issuerKey,
            Instant from,
            Instant to,
            boolean authority,
            List<String> names,
            List<KeyPurposeId> purposes) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(64, RANDOM),
                    Date.from(from),
                    Date.from(to),
                    subject,
                    subjectKeys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (!purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
            }
            if (!names.isEmpty()) {
                GeneralName[] general = names.stream()
                        .map(name -> new GeneralName(
                                name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a certificate for " + subject, e);
        }
    }

    private static X500Principal subject(String commonName) {
        return new X500Principal("CN=" + commonName + ", O=Mailswitch test kit");
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
