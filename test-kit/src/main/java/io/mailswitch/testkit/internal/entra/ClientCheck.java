package io.mailswitch.testkit.internal.entra;

import io.mailswitch.testkit.EntraError;
import io.mailswitch.testkit.internal.http.HttpRequest;
import io.mailswitch.testkit.internal.json.JsonException;
import io.mailswitch.testkit.internal.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whether a client is the application: by secret, signed assertion (RFC 7523) or federated token. */
final class ClientCheck {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final long MAX_LIFE_SECONDS = 24 * 3600;

    private final EntraState state;

    ClientCheck(EntraState state) {
        this.state = state;
    }

    void check(HttpRequest request, Map<String, String> form) throws EntraException {
        String secret = form.get("client_secret");
        String assertion = form.get("client_assertion");
        if (secret != null) {
            if (!state.secrets().contains(secret)) {
                throw new EntraException(EntraError.WRONG_SECRET);
            }
        } else if (assertion != null && JWT_BEARER.equals(form.get("client_assertion_type"))) {
            if (!assertion.equals(state.federatedToken())) {
                checkSigned(request, assertion);
            }
        } else {
            throw new EntraException(EntraError.NO_CREDENTIAL);
        }
    }

    private void checkSigned(HttpRequest request, String assertion) throws EntraException {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            throw new EntraException(EntraError.ASSERTION_FAILED);
        }
        try {
            JsonObject header = JsonObject.read(decode(parts[0]));
            JsonObject claims = JsonObject.read(decode(parts[1]));
            X509Certificate certificate = certificate(header);
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            if (!verify(header.string("alg").orElse(""), certificate, signed, decode(parts[2]))) {
                throw new EntraException(EntraError.ASSERTION_NOT_ACCEPTED);
            }
            checkClaims(request, claims);
        } catch (IllegalArgumentException | JsonException | GeneralSecurityException e) {
            throw new EntraException(EntraError.ASSERTION_FAILED);
        }
    }

    private X509Certificate certificate(JsonObject header) throws EntraException, GeneralSecurityException {
        List<String> chain = header.strings("x5c");
        for (Map.Entry<X509Certificate, Boolean> known : state.certificates().entrySet()) {
            X509Certificate candidate = known.getKey();
            if (names(header, "x5t#S256", candidate, "SHA-256") || names(header, "x5t", candidate, "SHA-1")) {
                if (known.getValue()) {
                    checkChain(chain, candidate);
                }
                return candidate;
            }
        }
        throw new EntraException(EntraError.ASSERTION_NOT_ACCEPTED);
    }

    /** A certificate that is known by its name alone has to come with the chain that makes the name good. */
    private static void checkChain(List<String> chain, X509Certificate expected)
            throws EntraException, GeneralSecurityException {
        if (chain.isEmpty()) {
            throw new EntraException(EntraError.CERTIFICATE_NAME);
        }
        byte[] first = Base64.getDecoder().decode(chain.get(0));
        X509Certificate sent = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(first));
        if (!sent.equals(expected)) {
            throw new EntraException(EntraError.CERTIFICATE_NAME);
        }
    }

    private void checkClaims(HttpRequest request, JsonObject claims) throws EntraException {
        long now = Instant.now().getEpochSecond();
        long begin = claims.integer("nbf").orElse(now);
        long end = claims.integer("exp").orElse(0L);
        String audience = claims.string("aud").orElse("");
        boolean forUs = audience.endsWith(request.target()) && audience.startsWith("https://");
        boolean fromClient = claims.string("iss").equals(claims.string("sub"))
                && claims.string("sub")
                        .filter(state.clientId()::equalsIgnoreCase)
                        .isPresent()
                && claims.string("jti").isPresent();
        if (!forUs || !fromClient || begin > now + 300 || end <= now || end > now + MAX_LIFE_SECONDS) {
            throw new EntraException(EntraError.ASSERTION_FAILED);
        }
    }

    private static boolean verify(String algorithm, X509Certificate certificate, byte[] signed, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier;
        switch (algorithm) {
            case "RS256" -> verifier = Signature.getInstance("SHA256withRSA");
            case "PS256" -> {
                verifier = Signature.getInstance("RSASSA-PSS");
                verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            default -> {
                return false;
            }
        }
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(signed);
        return verifier.verify(signature);
    }

    private static boolean names(JsonObject header, String member, X509Certificate certificate, String algorithm)
            throws GeneralSecurityException {
        Optional<String> thumbprint = header.string(member);
        return thumbprint.isPresent()
                && MessageDigest.isEqual(
                        // base64url says RFC 7515 §4.1.8, but MSAL for Java writes plain base64
                        decode(thumbprint.get().replace('+', '-').replace('/', '_')),
                        MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
    }

    private static byte[] decode(String part) {
        return Base64.getUrlDecoder().decode(part);
    }
}
