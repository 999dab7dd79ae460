package io.mailswitch.jakarta;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.mail.smime.SMIMESigned;
import org.bouncycastle.mail.smime.SMIMESignedGenerator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs as S/MIME (RFC 8551) and judges what arrived, by Bouncy Castle. */
final class Smime {
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final String algorithm;

    private Smime(String keyType, int bits, String algorithm) throws Exception {
        this.algorithm = algorithm;
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
        generator.initialize(bits);
        keys = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=Alerts");
        Instant now = Instant.now();
        certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minus(1, ChronoUnit.DAYS)),
                                Date.from(now.plus(1, ChronoUnit.DAYS)),
                                name,
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
    }

    static Smime rsa() throws Exception {
        return new Smime("RSA", 2048, "SHA256withRSA");
    }

    /** Its signatures have 70 to 72 octets, and are others each time. */
    static Smime ecdsa() throws Exception {
        return new Smime("EC", 256, "SHA256withECDSA");
    }

    /** Returns the part together with its signature. */
    MimeMultipart sign(MimeBodyPart part) throws Exception {
        SMIMESignedGenerator generator = new SMIMESignedGenerator();
        generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                .setProvider(PROVIDER)
                .build(algorithm, keys.getPrivate(), certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator.generate(part);
    }

    /** Tells whether a message is signed and its content unchanged since. */
    boolean verifies(byte[] message) throws Exception {
        MimeMessage parsed = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
        SMIMESigned signed = new SMIMESigned((MimeMultipart) parsed.getContent());
        Collection<SignerInformation> signers = signed.getSignerInfos().getSigners();
        for (SignerInformation signer : signers) {
            try {
                if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(PROVIDER)
                        .build(certificate))) {
                    return false;
                }
            } catch (org.bouncycastle.cms.CMSSignerDigestMismatchException e) {
                return false;
            }
        }
        return !signers.isEmpty();
    }
}
