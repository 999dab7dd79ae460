package io.mailswitch.smtp.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys in PEM (RFC 7468). Text around the blocks is skipped. */
final class PemFile {
    private static final long MAX_SIZE = 8L << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private PemFile() {}

    private record Block(String label, ByteBuffer content) {}

    static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.label().equals("CERTIFICATE")
                    && factory.generateCertificate(
                                    new ByteArrayInputStream(block.content().array()))
                            instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("it has no BEGIN CERTIFICATE block");
        }
        return certificates;
    }

    static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        for (Block block : blocks(file)) {
            if (block.label().equals("PRIVATE KEY")) {
                return privateKey(block.content().array());
            }
            if (block.label().endsWith("PRIVATE KEY")) {
                throw new InvalidKeySpecException("it holds " + block.label()
                        + "; convert it with openssl pkcs8 -topk8 -nocrypt, or use a key store");
            }
        }
        throw new InvalidKeySpecException("it has no BEGIN PRIVATE KEY block");
    }

    private static PrivateKey privateKey(byte[] content) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(content);
        for (String algorithm : List.of("RSA", "EC", "EdDSA", "RSASSA-PSS")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // of another kind: the next one may fit
            }
        }
        throw new InvalidKeySpecException("its key is of no known kind (RSA, EC, EdDSA)");
    }

    private static List<Block> blocks(Path file) throws IOException, CertificateException {
        if (Files.size(file) > MAX_SIZE) {
            throw new IOException("it is larger than " + MAX_SIZE + " octets");
        }
        Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            try {
                byte[] content = Base64.getMimeDecoder().decode(matcher.group(2));
                blocks.add(new Block(matcher.group(1), ByteBuffer.wrap(content)));
            } catch (IllegalArgumentException e) {
                throw new CertificateException("a " + matcher.group(1) + " block is no base64", e);
            }
        }
        return blocks;
    }
}
