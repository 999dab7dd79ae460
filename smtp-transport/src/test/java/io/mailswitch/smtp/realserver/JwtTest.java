package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JwtTest {
    private static final KeyPair KEYS = Jwt.newKeyPair();

    @Test
    void tokenIsSignedHeaderAndClaims() throws GeneralSecurityException {
        String[] parts = Jwt.rs256(KEYS.getPrivate(), "k1", Map.of("exp", 1_800_000_000L))
                .split("\\.", -1);

        assertThat(parts).hasSize(3);
        assertThat(decode(parts[0])).contains("\"alg\":\"RS256\"", "\"typ\":\"JWT\"", "\"kid\":\"k1\"");
        assertThat(decode(parts[1])).isEqualTo("{\"exp\":1800000000}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEYS.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void textIsQuoted() {
        String token = Jwt.rs256(KEYS.getPrivate(), "k1", Map.of("upn", "\"a\\b\"\n@example.com"));

        assertThat(decode(token.split("\\.", -1)[1])).isEqualTo("{\"upn\":\"\\\"a\\\\b\\\"\\u000a@example.com\"}");
    }

    @Test
    void claimOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> Jwt.rs256(KEYS.getPrivate(), "k1", Map.of("admin", true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Boolean");
    }

    @Test
    void pemHoldsThePublicKey() throws GeneralSecurityException {
        String pem = Jwt.pem(KEYS.getPublic());

        assertThat(pem.lines()).startsWith("-----BEGIN PUBLIC KEY-----").endsWith("-----END PUBLIC KEY-----");
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        assertThat(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)))
                .isEqualTo(KEYS.getPublic());
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }
}
