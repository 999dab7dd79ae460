package io.mailswitch.testkit.internal.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
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

/** A certificate before it is signed (RFC 5280). */
final class CertificateDraft {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X500Principal subject;
    private final KeyPair keys;
    private final Instant from;
    private final Instant to;
    private boolean authority;
    private List<String> names = List.of();
    private List<KeyPurposeId> purposes = List.of();

    CertificateDraft(String commonName, KeyPair keys, Instant from, Instant to) {
        this.subject = new X500Principal("CN=" + commonName + ", O=Mailswitch test kit");
        this.keys = keys;
        this.from = from;
        this.to = to;
    }

    CertificateDraft forAuthority() {
        authority = true;
        return this;
    }

    CertificateDraft forServer(List<String> dnsNamesAndAddresses) {
        names = dnsNamesAndAddresses;
        purposes = List.of(KeyPurposeId.id_kp_serverAuth);
        return this;
    }

    CertificateDraft forClient() {
        purposes = List.of(KeyPurposeId.id_kp_clientAuth);
        return this;
    }

    X509Certificate signByItself() {
        return sign(subject, keys.getPrivate());
    }

    X509Certificate sign(X500Principal issuer, PrivateKey issuerKey) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(64, RANDOM).setBit(0),
                    Date.from(from),
                    Date.from(to),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (!purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
            }
            if (!names.isEmpty()) {
                GeneralName[] general =
                        names.stream().map(CertificateDraft::generalName).toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a certificate for " + subject, e);
        }
    }

    private static GeneralName generalName(String name) {
        return new GeneralName(name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
}
