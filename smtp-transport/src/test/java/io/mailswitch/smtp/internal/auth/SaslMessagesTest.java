package io.mailswitch.smtp.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SaslMessagesTest {
    private static String decoded(String message) {
        return new String(Base64.getDecoder().decode(message), StandardCharsets.UTF_8);
    }

    @Test
    void xoauth2_asMicrosoftsSample() {
        // Microsoft Learn, "Authenticate an IMAP, POP or SMTP connection using OAuth"
        assertThat(SaslMessages.xoauth2("test@contoso.onmicrosoft.com", "EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCclRC3EoAA"))
                .isEqualTo("dXNlcj10ZXN0QGNvbnRvc28ub25taWNyb3NvZnQuY29tAWF1dGg9QmVhcmVy"
                        + "IEV3QkFBbDNCQUFVRkZwVUFvN0ozVmUwYmpMQldaV0NjbFJDM0VvQUEBAQ==");
    }

    @Test
    void oauthBearer_asRfc7628() {
        // RFC 7628 §4.1 and §4.3
        assertThat(decoded(SaslMessages.oauthBearer(
                        "user@example.com", "server.example.com", 587, "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")))
                .isEqualTo("n,a=user@example.com,\u0001host=server.example.com\u0001port=587\u0001"
                        + "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001");
        assertThat(SaslMessages.OAUTHBEARER_ABANDON).isEqualTo("AQ==");
    }

    @Test
    void oauthBearer_escapesTheName() {
        assertThat(decoded(SaslMessages.oauthBearer("a,b=c", "h", 1, "t"))).startsWith("n,a=a=2Cb=3Dc,");
    }

    @Test
    void plain_asRfc4616() {
        assertThat(decoded(SaslMessages.plain("tim", "tanstaaftanstaaf"))).isEqualTo("\0tim\0tanstaaftanstaaf");
        assertThat(decoded(SaslMessages.plain("jörg", "ß"))).isEqualTo("\0jörg\0ß");
    }
}
