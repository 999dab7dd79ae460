package io.mailswitch.jakarta;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.PermFailException;

/** Signs by DKIM (RFC 6376) and judges what arrived, by Apache jDKIM, whose DNS is this object. */
final class Dkim {
    private final KeyPair keys;

    Dkim() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    /** Returns the field, with its name and without a line break at its end. */
    String sign(byte[] message, String canonicalization) throws IOException, FailException {
        String template = "v=1; a=rsa-sha256; c=" + canonicalization
                + "; d=example.com; s=test; h=from:to:subject:date:message-id:mime-version:content-type; bh=; b=;";
        return new DKIMSigner(template, keys.getPrivate()).sign(new ByteArrayInputStream(message));
    }

    /** Tells whether a message is signed and header and content unchanged since. */
    boolean verifies(byte[] message) throws IOException, FailException {
        String record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        DKIMVerifier verifier = new DKIMVerifier((method, selector, domain) -> List.of(record));
        try {
            List<?> signatures = verifier.verify(new ByteArrayInputStream(message));
            return signatures != null && !signatures.isEmpty();
        } catch (PermFailException e) {
            return false;
        }
    }
}
