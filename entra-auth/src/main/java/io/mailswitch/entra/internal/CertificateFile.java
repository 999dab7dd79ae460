package io.mailswitch.entra.internal;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.entra.EntraKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at {@link EntraKeys#CERTIFICATE} before it is used: azure-identity takes PEM with an unencrypted PKCS #8 key, or PKCS #12, with an RSA
 * key, and says little when it is given anything else.
 */
final class CertificateFile {
    private static final long MAX_BYTES = 1 << 20;
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String TO_PKCS8 =
            "convert it: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key8.pem, and put its "
                    + "PRIVATE KEY block into one file with the CERTIFICATE block";

    private CertificateFile() {}

    /** Tells PEM from PKCS #12 by its content. */
    static boolean isPem(Path file) throws IOException {
        return isPem(content(file));
    }

    private static boolean isPem(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    private static byte[] content(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("larger than any certificate");
        }
        return Files.readAllBytes(file);
    }

    static void check(ConfigReader config, Path file, @Nullable Secret password) {
        byte[] content;
        try {
            content = content(file);
        } catch (IOException e) {
            problem(
                    config,
                    "names a file that cannot be read (" + e.getClass().getSimpleName() + ")",
                    "the path of a PEM or PFX file that this process may read");
            return;
        }
        Optional<X509Certificate> certificate =
                isPem(content) ? pem(config, content) : pfx(config, content, password == null ? "" : password.reveal());
        certificate.ifPresent(found -> checkCertificate(config, found));
    }

    private static Optional<X509Certificate> pem(ConfigReader config, byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN RSA PRIVATE KEY-----") || text.contains("-----BEGIN EC PRIVATE KEY-----")) {
            problem(config, "names a file whose key is in the old PKCS #1 form", TO_PKCS8);
        } else if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
            problem(
                    config,
                    "names a PEM file whose key is encrypted",
                    TO_PKCS8 + "; or use a PFX file with a password");
        } else if (!text.contains(KEY_BEGIN)) {
            problem(
                    config,
                    "names a file without a private key",
                    "a file with the CERTIFICATE and the PRIVATE KEY block");
        } else if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            problem(
                    config,
                    "names a file without a certificate",
                    "a file with the CERTIFICATE and the PRIVATE KEY block");
        } else {
            Optional<X509Certificate> certificate = firstCertificate(config, text);
            certificate.ifPresent(found -> checkPair(config, text, found));
            return certificate;
        }
        return Optional.empty();
    }

    /** Entra would only say that it does not accept the signature. */
    private static void checkPair(ConfigReader config, String text, X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey open)) {
            return;
        }
        String block = text.substring(text.indexOf(KEY_BEGIN) + KEY_BEGIN.length());
        int end = block.indexOf("-----END");
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(end < 0 ? block : block.substring(0, end));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (!(key instanceof RSAKey secret) || !secret.getModulus().equals(open.getModulus())) {
                problem(
                        config,
                        "names a file whose private key is not that of its first certificate",
                        "the certificate and the key that were made together, the application's own certificate first");
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            problem(config, "names a file whose private key cannot be read", "a PEM file as openssl writes it");
        }
    }

    private static Optional<X509Certificate> firstCertificate(ConfigReader config, String text) {
        String block = text.substring(text.indexOf("-----BEGIN CERTIFICATE-----"));
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1))));
        } catch (GeneralSecurityException e) {
            problem(config, "names a file whose certificate cannot be read", "a PEM file as openssl writes it");
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> pfx(ConfigReader config, byte[] content, String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                Certificate certificate = store.isKeyEntry(alias) ? store.getCertificate(alias) : null;
                if (certificate instanceof X509Certificate found) {
                    return Optional.of(found);
                }
            }
            problem(config, "names a PFX file without a private key", "export the certificate together with its key");
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                config.problem(
                        EntraKeys.CERTIFICATE_PASSWORD,
                        "does not open the PFX file",
                        "the password that the file was exported with; leave it out where there was none");
            } else {
                problem(config, "names a file that is neither PEM nor PFX", EntraKeys.CERTIFICATE.description());
            }
        } catch (GeneralSecurityException e) {
            problem(config, "names a PFX file that cannot be opened", EntraKeys.CERTIFICATE.description());
        }
        return Optional.empty();
    }

    private static void checkCertificate(ConfigReader config, X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey)) {
            problem(
                    config,
                    "names a certificate with a key of type "
                            + certificate.getPublicKey().getAlgorithm(),
                    "a certificate with an RSA key of 2048 bits or more: Entra takes no other");
        }
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            problem(
                    config,
                    "names a certificate that has expired (" + e.getMessage() + ")",
                    "a certificate that is in date, and register its public half with the app registration");
        } catch (CertificateNotYetValidException e) {
            problem(
                    config,
                    "names a certificate that is not valid yet (" + e.getMessage() + ")",
                    "a certificate that is in date; check this machine's clock too");
        }
    }

    private static void problem(ConfigReader config, String what, String instead) {
        config.problem(EntraKeys.CERTIFICATE, what, instead);
    }
}
